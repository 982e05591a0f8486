"""iam-policy-document-valid: Policy documents must have valid grammar."""

import json
from collections.abc import Iterator
from functools import partial

from policypack.aws.common.foreseeable import may_surprise
from policypack.aws.iam import document, policy_arguments
from policypack.aws.iam.grammar import Fault, faults
from policypack.aws.iam.policy_arguments import PolicyArgument, documents_in
from policypack.check import UNKNOWN, Resource, Value, Verdict, all_of, is_not, require
from policypack.rule import Rejection, StackContext, StackRule


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
    consequence="deployment fails",
    since="0.1.0",
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
)
