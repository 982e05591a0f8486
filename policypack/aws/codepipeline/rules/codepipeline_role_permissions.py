"""codepipeline-role-permissions: Pipeline roles must allow everything their pipeline does."""

from policypack.aws import codepipeline, iam
from policypack.aws.codepipeline.permissions import Need, needs
from policypack.check import Resource, Verdict, all_facts, require, undetermined
from policypack.rule import StackContext, StackRule

_MOST_NAMED = 12


def check(pipeline: Resource, context: StackContext[None]) -> Verdict:
    """The role's policies allow all that its actions, the artifact bucket and its key need."""
    stack = context.stack
    roles = stack.referred(pipeline, "roleArn", iam.ROLE, names=iam.NAMES)
    if len(roles.certain()) != 1:
        return undetermined(pipeline["roleArn"].reason, at="roleArn")
    role = roles.certain()[0]
    documents = iam.documents_of(role, stack)
    answers = [(need, need.is_met(documents, role)) for need in needs(pipeline, context.region(pipeline), stack)]
    missing = [need for need, fact in answers if fact.truth is False]
    return require(
        all_facts(fact for _, fact in answers),
        at="roleArn",
        problem=f"{role} is not allowed {said(missing)}. AWS creates the pipeline; its first execution fails there.",
        fix=code(missing),
    )


def said(missing: list[Need]) -> str:
    """The missing actions, grouped by what needs them."""
    by_purpose: dict[str, list[str]] = {}
    for need in missing[:_MOST_NAMED]:
        by_purpose.setdefault(need.purpose, []).append(need.action.replace("|", " or "))
    rest = len(missing) - _MOST_NAMED
    more = [f"{rest} more"] if rest > 0 else []
    return "; ".join([f"{', '.join(names)} for {purpose}" for purpose, names in by_purpose.items()] + more)


def code(missing: list[Need]) -> str:
    """A policy of the role that allows what is missing."""
    names = sorted({need.action.split("|")[0] for need in missing})
    listed = ", ".join(f'"{name}"' for name in names)
    return (
        'aws.iam.RolePolicy("pipeline", role=role.name, policy=pulumi.Output.json_dumps({"Version": "2012-10-17",'
        f' "Statement": [{{"Effect": "Allow", "Action": [{listed}], "Resource": [...]}}]}}))'
    )


PARTS = """
            import json
            import pulumi_aws as aws

            artifacts = aws.s3.Bucket("artifacts", bucket="orders-artifacts")
            BUCKET = "arn:aws:s3:::orders-artifacts"
            CONNECTION = "arn:aws:codeconnections:us-east-1:123456789012:connection/1"
            STORE = ["s3:PutObject", "s3:GetBucketVersioning"]
            BUILD = ["codebuild:StartBuild", "codebuild:BatchGetBuilds"]

            def allow(actions, on="*"):
                return {"Effect": "Allow", "Action": actions, "Resource": on}

            def document(*statements):
                return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})

            def pipeline(name, **arguments):
                trust = {"Effect": "Allow", "Principal": {"Service": "codepipeline.amazonaws.com"},
                         "Action": "sts:AssumeRole"}
                role = aws.iam.Role(name, name=name, assume_role_policy=document(trust), **arguments)
                source = {"name": "GitHub", "category": "Source", "owner": "AWS", "version": "1",
                          "provider": "CodeStarSourceConnection", "output_artifacts": ["source"],
                          "configuration": {"ConnectionArn": CONNECTION, "FullRepositoryId": "acme/orders",
                                            "BranchName": "main"}}
                build = {"name": "Build", "category": "Build", "owner": "AWS", "version": "1",
                         "provider": "CodeBuild", "input_artifacts": ["source"],
                         "configuration": {"ProjectName": "orders"}}
                aws.codepipeline.Pipeline(name, role_arn=role.arn,
                                          artifact_stores=[{"type": "S3", "location": artifacts.bucket}],
                                          stages=[{"name": "Source", "actions": [source]},
                                                  {"name": "Build", "actions": [build]}])
                return role

            def policy(name, *statements):
                aws.iam.RolePolicy(name, role=pipeline(name).name, policy=document(*statements))
"""
"""What the programs below begin with."""

RULE = StackRule(
    id="codepipeline-role-permissions",
    summary="Pipeline roles must allow everything their pipeline does",
    rationale="""
        AWS creates a pipeline whatever its role may do: what is missing shows in the first execution, one action after
        the other, each time with another permission. This rule reads all documents of the role (inline, RolePolicy,
        attached policies of the stack, AWS managed policies) and asks them for what each type of action needs, for the
        artifact bucket and for its KMS key, resource patterns and Deny statements included. What a bucket's, a key's or
        a role's own policy grants the role counts, too.

        It asks for no more than the action references and the grants of AWS's own CDK agree on, so that it may miss
        something: iam:PassRole of ECS deployments is not asked for, nor are providers that the table has no needs of,
        nor stores of other regions than the pipeline's. An action with a role of its own only needs
        sts:AssumeRole on it. Conditions of an Allow are taken as met, those of a Deny as not met. A document that a
        preview does not know, or of which it knows a part only, leaves the answer open until the update.
    """,
    level="advisory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=codepipeline.PIPELINE,
    references=(
        "https://docs.aws.amazon.com/codepipeline/latest/userguide/how-to-custom-role.html",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
    ),
    check=check,
)
