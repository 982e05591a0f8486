"""codepipeline-role-permissions: Pipeline roles must allow everything their pipeline does."""

from policypack.aws import codepipeline, iam
from policypack.aws.codepipeline.permissions import Need, needs
from policypack.check import Resource, Verdict, all_facts, require, undetermined
from policypack.fix import Blank, Create, Json, Ref, fix, note
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
    denied = dict.fromkeys(need.action for need in missing if need.is_denied(documents).truth)
    return require(
        all_facts(fact for _, fact in answers),
        at="roleArn",
        problem=f"{role} is not allowed {in_words(missing)}. AWS creates the pipeline, and its first execution fails.",
        fix=note(f"remove the Deny of {', '.join(denied)}") if denied else fix(policy(missing, role)),
    )


def in_words(missing: list[Need]) -> str:
    """The missing actions, grouped by what needs them."""
    by_purpose: dict[str, list[str]] = {}
    for need in missing[:_MOST_NAMED]:
        by_purpose.setdefault(need.purpose, []).append(need.action.replace("|", " or "))
    rest = len(missing) - _MOST_NAMED
    more = [f"{rest} more"] if rest > 0 else []
    return "; ".join([f"{', '.join(names)} for {purpose}" for purpose, names in by_purpose.items()] + more)


def policy(missing: list[Need], role: Resource) -> Create:
    """A policy of the role that allows what is missing."""
    names = sorted({need.action.split("|")[0] for need in missing})
    statement = {"Effect": "Allow", "Action": names, "Resource": [Blank("the ARNs of what the pipeline uses")]}
    arguments = {"role": Ref.to(role, "name"), "policy": Json({"Version": "2012-10-17", "Statement": [statement]})}
    return Create("aws:iam/rolePolicy:RolePolicy", "pipeline", arguments)


RULE = StackRule(
    id="codepipeline-role-permissions",
    summary="Pipeline roles must allow everything their pipeline does",
    rationale="""
        AWS creates a pipeline without checking its role: what is missing shows in the first execution, one action after
        the other, each time with another permission. This rule reads all documents of the role (inline, RolePolicy,
        attached policies of the stack, AWS managed policies) and checks that they allow what each type of action needs,
        on the artifact bucket and its KMS key too, resource patterns and Deny statements included. What a bucket's, a
        key's or a role's own policy grants the role counts, too.

        It checks no more than the action references and the grants of AWS's own CDK agree on, so that it may miss
        something: iam:PassRole of ECS deployments is not checked, nor are providers for which the table has no needs,
        nor stores of other regions than the pipeline's. An action with a role of its own only needs sts:AssumeRole on
        it. Conditions of an Allow count as met, those of a Deny as not met. A document that a preview does not know, or
        of which it knows only a part, leaves the answer open until the update.
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
