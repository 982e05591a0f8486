"""kms-key-policy-updatable: KMS key policies must keep kms:PutKeyPolicy available."""

from policypack.aws import kms
from policypack.aws.common.foreseeable import may_surprise
from policypack.aws.iam import document
from policypack.aws.iam.documents import Statement
from policypack.check import Fact, Resource, Verdict, all_of, any_of, is_not, require
from policypack.rule import Rejection, StackContext, StackRule

ACTION = "kms:PutKeyPolicy"


def check(key: Resource, context: StackContext[None]) -> Verdict:
    """A statement of the policy allows a principal of AWS, or everybody, to put the policy."""
    policy = key["policy"]
    return require(
        document(key, policy, context.stack).any(lets_somebody_change_it),
        when=all_of(
            may_surprise(policy, key, context.stack),
            is_not(policy.is_empty()),
            is_not(key["bypassPolicyLockoutSafetyCheck"].is_true()),
        ),
        at=policy,
        problem=f"No statement of the policy allows {ACTION} to an account, a role or a user: KMS refuses a policy"
        " that its maker could not change again.",
        fix='{"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account_id}:root"}, "Action": "kms:*",'
        ' "Resource": "*"}  # as a further statement',
    )


def lets_somebody_change_it(statement: Statement) -> Fact:
    """Who makes a key is no service, so a statement for services alone does not let them in."""
    principal = statement.value["Principal"]
    somebody = any_of(
        principal.equals("*"),
        principal["AWS"].is_set(),
        principal["Federated"].is_set(),
        statement.value["NotPrincipal"].is_set(),
    )
    return all_of(statement.is_allow, statement.covers(ACTION), somebody)


_DEFAULT = "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html"
_CREATE = "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html"

RULE = StackRule(
    id="kms-key-policy-updatable",
    summary="KMS key policies must keep kms:PutKeyPolicy available",
    rationale="""
        KMS looks at a new policy as its maker would be seen by it: if they could not put another policy afterwards,
        it refuses. A policy that only lets services use the key, or only lets roles encrypt and decrypt, is such a
        one. Who will run the update is not known here, so any account, role or user that may put the policy is taken
        for them: a policy that names other people than the one who deploys is refused by KMS all the same.
        bypass_policy_lockout_safety_check turns KMS's look off, and a key that nobody can manage is the risk.
    """,
    level="mandatory",
    consequence="data loss",
    since="0.1.0",
    applies_to=(*kms.KEY, *kms.KEY_POLICY),
    references=(_DEFAULT, _CREATE),
    rejections=(
        Rejection(
            service="KMS",
            condition="No statement of a key's policy allows kms:PutKeyPolicy to an account, role or user",
            error="MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in"
            " the future.",
            source="https://github.com/terraform-aws-modules/terraform-aws-kms/issues/14",
            invalid="users-only",
            valid="root",
        ),
        Rejection(
            service="KMS",
            condition="A key's policy allows kms:PutKeyPolicy to services alone",
            error="MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in"
            " the future.",
            source="https://github.com/trussworks/terraform-aws-cloudtrail/issues/178",
            invalid="service-only",
            valid="admin",
        ),
    ),
    check=check,
)
