"""iam-policy-document-valid: Policy documents must have valid grammar."""

import json
from collections.abc import Iterator
from functools import partial

from policypack.aws import policy_arguments
from policypack.aws.foreseeable import may_surprise
from policypack.aws.iam import document
from policypack.aws.policy_arguments import PolicyArgument, documents_in
from policypack.aws.policy_grammar import Fault, faults
from policypack.check import UNKNOWN, Resource, Value, Verdict, all_of, is_not, require
from policypack.rule import Bad, Good, Rejection, StackContext, StackRule, Undecided


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each document that the resource holds is of the grammar of its kind."""
    for argument, policy in documents_in(resource):
        incomplete = bool(document(resource, policy, context.stack).missing)
        wrong = policy.map(partial(told, argument, incomplete))
        yield require(
            wrong.is_empty(),
            when=all_of(may_surprise(policy, resource, context.stack), is_not(policy.is_empty())),
            at=policy,
            problem=f"{policy.path} {wrong['sentence'].say(str, 'is not of the grammar')}, so AWS refuses it.",
            fix=wrong["fix"].say(str, '"Statement": [{"Effect": "Allow", "Action": [...], "Resource": [...]}]'),
        )


def told(argument: PolicyArgument, incomplete: bool, plain: object) -> object:
    """The faults of the document in a sentence, with the first one's fix; unknown where it is still to be completed."""
    tree = read(plain)
    found = faults(tree, argument)
    certain = [fault for fault in found if not (fault.is_missing and incomplete)]
    if certain:
        return sentence_of(certain)
    return UNKNOWN if found or not Value(tree, "").is_complete else None


def read(plain: object) -> object:
    """The tree of a JSON text; a text that is not JSON stays a text."""
    try:
        return json.loads(plain) if isinstance(plain, str) else plain
    except (ValueError, RecursionError):
        return plain


def sentence_of(found: list[Fault]) -> dict[str, str]:
    """All faults in one sentence, each once."""
    sentences = dict.fromkeys(fault.sentence.rstrip(",") for fault in found)
    return {"sentence": "; it ".join(sentences), "fix": found[0].fix}


_GRAMMAR = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"
_QUOTAS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"
_TROUBLE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_policies.html"

RULE = StackRule(
    id="iam-policy-document-valid",
    summary="Policy documents must have valid grammar",
    rationale="""
        A document says in each statement whether it allows or denies, which actions, and on which resources. What an
        identity may do names no principal; who may assume a role names no resource, and only actions of STS; who may
        use a bucket, key, secret, queue or topic names a principal. Managed policies must be of the version 2012-10-17
        and have 6,144 characters, inline policies of roles 10,240, of groups 5,120 and of users 2,048, white space not
        counted; the size of a trust policy is a quota that can be raised, so it is not asked. Services other than IAM
        have rules of their own on ids, resources and conditions, which are not looked into, and neither is whether an
        action exists. A document that waits for resources which do not exist yet is judged in the update, and what a
        preview has left out of one is not taken for missing.
    """,
    level="mandatory",
    severity="high",
    applies_to=policy_arguments.TYPES,
    references=(_GRAMMAR, _QUOTAS, _TROUBLE),
    rejections=(
        Rejection(
            service="IAM",
            condition="A statement of an identity's policy has no Resource",
            error="MalformedPolicyDocument: Policy statement must contain resources.",
            source="https://github.com/terraform-aws-modules/terraform-aws-iam/issues/603",
            invalid="no-resource",
            valid="not-resource",
        ),
        Rejection(
            service="IAM",
            condition="A Resource is neither an ARN nor an asterisk",
            error='MalformedPolicyDocument: Resource must be in ARN format or "*".',
            source="https://github.com/felipefrizzo/terraform-aws-transfer-server/issues/6",
            invalid="bucket-name",
            valid="wildcard",
        ),
        Rejection(
            service="IAM",
            condition="A statement of an identity's policy has a Principal",
            error="MalformedPolicyDocument: Policy document should not specify a principal.",
            source="https://github.com/hashicorp/terraform-provider-aws/issues/10419",
            invalid="principal",
            valid="wildcard",
        ),
        Rejection(
            service="IAM",
            condition="A statement of a trust policy has a Resource",
            error="MalformedPolicyDocument: Has prohibited field Resource",
            source="https://github.com/hashicorp/terraform/issues/34231",
            invalid="trust-resource",
            valid="trust",
        ),
        Rejection(
            service="IAM",
            condition="A statement of a trust policy has no Principal",
            error="MalformedPolicyDocument: AssumeRole policy must contain principals.",
            source="https://github.com/hashicorp/terraform/issues/1882",
            invalid="trust-nobody",
            valid="trust",
        ),
        Rejection(
            service="IAM",
            condition="A trust policy has actions of another service than STS",
            error="MalformedPolicyDocument: AssumeRole policy may only specify STS AssumeRole actions.",
            source="https://github.com/getmoto/moto/issues/5750",
            invalid="trust-action",
            valid="trust-tags",
        ),
        Rejection(
            service="IAM",
            condition="An action has no service before a colon",
            error="MalformedPolicyDocument: Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
            source=_GRAMMAR,
            invalid="no-service",
            valid="every-action",
        ),
        Rejection(
            service="IAM",
            condition="An action has more than one colon",
            error="MalformedPolicyDocument: Actions/Condition can contain only one colon.",
            source="https://github.com/eksctl-io/eksctl/issues/2794",
            invalid="colons",
            valid="wildcard",
        ),
        Rejection(
            service="IAM",
            condition="The service of an action has a wildcard",
            error="MalformedPolicyDocument: Action vendors (e.g., aws, ec2, etc.) must not contain wildcards",
            source="https://github.com/boogy/iam-policy-validator/pull/172",
            invalid="any-service",
            valid="every-action",
        ),
        Rejection(
            service="IAM",
            condition="Two statements have the same Sid",
            error="MalformedPolicyDocument: Statement IDs (SID) in a single policy must be unique.",
            source="https://github.com/kubernetes/kops/issues/4951",
            invalid="same-sid",
            valid="empty-sids",
        ),
        Rejection(
            service="IAM",
            condition="A Sid of a managed policy has other characters than letters and digits",
            error="MalformedPolicyDocument: Statement IDs (SID) must be alpha-numeric. Check that your input satisfies"
            " the regular expression [0-9A-Za-z]*",
            source="https://github.com/aws-cloudformation/cfn-lint/issues/1376",
            invalid="spaced-sid",
            valid="every-action",
        ),
        Rejection(
            service="IAM",
            condition="A managed policy has no Version, or another one than 2012-10-17",
            error="MalformedPolicyDocument: Policy document must be version 2012-10-17 or greater.",
            source="https://github.com/Meteor-Community-Packages/Meteor-CollectionFS/issues/630",
            invalid="no-version",
            valid="inline-no-version",
        ),
        Rejection(
            service="IAM",
            condition="A condition operator does not exist, or has no key",
            error="MalformedPolicyDocument: Syntax errors in policy.",
            source="https://github.com/aws-cloudformation/cfn-lint/issues/3751",
            invalid="no-operator",
            valid="operator",
        ),
        Rejection(
            service="IAM",
            condition="A document is not JSON, has no statement, or a statement's Effect is neither Allow nor Deny",
            error="MalformedPolicyDocument: Syntax errors in policy.",
            source=_GRAMMAR,
            invalid="effect",
            valid="deny",
        ),
        Rejection(
            service="IAM",
            condition="A managed policy has more than 6,144 characters without white space",
            error="LimitExceeded: Cannot exceed quota for PolicySize: 6144",
            source="https://github.com/LBHackney-IT/Data-Platform/pull/2116",
            invalid="long",
            valid="longest",
        ),
        Rejection(
            service="IAM",
            condition="An inline policy has more than 10,240 characters in a role, 5,120 in a group, 2,048 in a user",
            error="LimitExceeded: Maximum policy size of 10240 bytes exceeded for role",
            source="https://github.com/awslabs/aws-deployment-framework/issues/474",
            invalid="long-inline",
            valid="longest-inline",
        ),
        Rejection(
            service="S3",
            condition="A statement of a bucket policy has no Principal",
            error="MalformedPolicy: Missing required field Principal cannot be empty!",
            source="https://github.com/cn-terraform/terraform-aws-s3-static-website/issues/38",
            invalid="bucket-nobody",
            valid="bucket",
        ),
    ),
    check=check,
    examples=(
        Bad(
            """
            import json
            import pulumi_aws as aws

            def document(*statements, **parts):
                parts = {"Version": "2012-10-17", **parts}
                return json.dumps({key: part for key, part in {**parts, "Statement": list(statements)}.items() if part})

            def statement(**parts):
                whole = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", **parts}
                return {key: part for key, part in whole.items() if part is not None}

            def policy(name, *statements, **parts):
                aws.iam.Policy(name, policy=document(*statements, **parts))

            def trust(name, **parts):
                parts = {"Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}, "Resource": None,
                         **parts}
                aws.iam.Role(name, assume_role_policy=document(statement(**parts)))

            policy("no-resource", statement(Resource=None))
            policy("bucket-name", statement(Resource="orders"))
            policy("principal", statement(Principal="*"))
            trust("trust-resource", Resource="*")
            trust("trust-nobody", Principal=None)
            trust("trust-action", Action=["sts:AssumeRole", "s3:GetObject"])
            policy("no-service", statement(Action="GetObject"))
            policy("colons", statement(Action="arn:aws:s3"))
            policy("any-service", statement(Action="*:Untag*"))
            policy("same-sid", statement(Sid="Read"), statement(Sid="Read"))
            policy("spaced-sid", statement(Sid="Read orders"))
            policy("no-version", statement(), Version=None)
            policy("no-operator", statement(Condition={"aws:SourceAccount": "123456789012"}))
            policy("effect", statement(Effect="Permit"))
            policy("long", statement(Resource=[f"arn:aws:s3:::orders-{index:04}/*" for index in range(250)]))
            aws.iam.UserPolicy("long-inline", user="orders", policy=document(
                statement(Resource=[f"arn:aws:s3:::orders-{index:04}/*" for index in range(90)])))
            aws.iam.Role("inline", assume_role_policy=document(statement(
                             Action="sts:AssumeRole", Resource=None, Principal={"Service": "ec2.amazonaws.com"})),
                         inline_policies=[{"name": "read", "policy": document(statement(Resource=None))}])
            aws.s3.BucketPolicy("bucket-nobody", bucket="orders",
                                policy=document(statement(Resource="arn:aws:s3:::orders/*")))
            """,
            finds={
                **dict.fromkeys(
                    (
                        *("no-resource", "bucket-name", "principal", "no-service", "colons", "any-service", "same-sid"),
                        *("spaced-sid", "no-version", "no-operator", "effect", "long", "long-inline", "bucket-nobody"),
                    ),
                    "policy",
                ),
                "trust-resource": "assumeRolePolicy",
                "trust-nobody": "assumeRolePolicy",
                "trust-action": "assumeRolePolicy",
                "inline": "inlinePolicies[0].policy",
            },
        ),
        Good(
            """
            import json
            import pulumi
            import pulumi_aws as aws

            def document(*statements, **parts):
                parts = {"Version": "2012-10-17", **parts}
                return json.dumps({key: part for key, part in {**parts, "Statement": list(statements)}.items() if part})

            def statement(**parts):
                whole = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", **parts}
                return {key: part for key, part in whole.items() if part is not None}

            def policy(name, *statements, **parts):
                aws.iam.Policy(name, policy=document(*statements, **parts))

            def trust(name, **parts):
                parts = {"Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}, "Resource": None,
                         **parts}
                return aws.iam.Role(name, assume_role_policy=document(statement(**parts)))

            policy("not-resource", statement(Resource=None, NotResource="arn:aws:s3:::orders/*"))
            policy("wildcard", statement(Action=["s3:Get*", "s3:*"], Resource=["arn:aws:s3:::${aws:username}/*"]))
            policy("every-action", statement(Sid="All2", Action="*"))
            policy("empty-sids", statement(Sid=""), statement(Sid=""), statement())
            policy("operator", statement(Condition={"ForAnyValue:StringLikeIfExists": {"aws:TagKeys": "a*"},
                                                    "Null": {"aws:TokenIssueTime": "true"}}))
            policy("deny", statement(Effect="Deny", Action=None, NotAction="iam:*"))
            policy("longest", statement(Resource=["arn:aws:s3:::" + "a" * 6000]))
            trust("trust")
            trust("trust-tags", Action=["sts:AssumeRole", "sts:TagSession"])
            aws.iam.GroupPolicy("inline-no-version", group="orders", policy=document(statement(), Version=None))
            aws.iam.UserPolicy("longest-inline", user="orders",
                               policy=document(statement(Resource=["arn:aws:s3:::" + "a" * 1900])))
            bucket = aws.s3.Bucket("orders")
            aws.s3.BucketPolicy("bucket", bucket=bucket.id, policy=document(
                statement(Sid="Read orders", Principal={"AWS": "123456789012"}, Resource="arn:aws:s3:::orders/*")))
            reader = trust("reader")
            aws.iam.RolePolicy("to-come", role=reader.id, policy=pulumi.Output.json_dumps({
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": bucket.arn}]}))
            """
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            aws.iam.Policy("orders", policy=old.outputs["Policy"])
            """,
            because={"orders": "policy"},
        ),
    ),
)
