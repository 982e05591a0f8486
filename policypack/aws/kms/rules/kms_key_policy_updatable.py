"""kms-key-policy-updatable: KMS key policies must keep kms:PutKeyPolicy available."""

from policypack.aws import kms
from policypack.aws.iam import document
from policypack.aws.iam.documents import Statement
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_of, is_not, require
from policypack.fix import Blank, Edit, Fix, fix
from policypack.model.values import plain
from policypack.rule import Rejection, StackContext, StackRule

ACTION = "kms:PutKeyPolicy"
DEFAULT = "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html"
CREATE = "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html"


def _rejection(condition: str, source: str, invalid: str, valid: str) -> Rejection:
    return Rejection(
        service="KMS",
        condition=condition,
        error="MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the"
        " future.",
        source=source,
        invalid=invalid,
        valid=valid,
    )


FOR_NO_ONE = _rejection(
    "No statement of a key's policy allows kms:PutKeyPolicy",
    "https://github.com/terraform-aws-modules/terraform-aws-kms/issues/14",
    invalid="users-only",
    valid="root",
)
FOR_SERVICES = _rejection(
    "A key's policy allows kms:PutKeyPolicy only to services, and to no account, role or user",
    "https://github.com/trussworks/terraform-aws-cloudtrail/issues/178",
    invalid="service-only",
    valid="admin",
)


def check(key: Resource, context: StackContext[None]) -> Verdict:
    """A statement of the policy allows an AWS principal, or everybody, to change the policy."""
    policy = key["policy"]
    whole = document(key, policy, context.stack)
    for_services = whole.any(allows_change).truth is True
    return require(
        whole.any(lambda statement: all_of(allows_change(statement), has_identity(statement))),
        when=all_of(
            is_not(policy.is_empty()),
            is_not(key["bypassPolicyLockoutSafetyCheck"].is_true()),
        ),
        at=policy,
        problem=f"The policy allows {ACTION} only to services."
        if for_services
        else f"No statement of the policy allows {ACTION}.",
        fix=administrators(policy),
        rejects=FOR_SERVICES if for_services else FOR_NO_ONE,
    )


def allows_change(statement: Statement) -> Fact:
    """The statement allows its principals to change the policy."""
    return all_of(statement.is_allow, statement.covers(ACTION))


def has_identity(statement: Statement) -> Fact:
    """An account, a role or a user is among the principals: whoever creates a key is no service."""
    principal = statement.value["Principal"]
    return any_of(
        principal.equals("*"),
        principal["AWS"].is_set(),
        principal["Federated"].is_set(),
        statement.value["NotPrincipal"].is_set(),
    )


def administrators(policy: Value) -> Fix:
    """A further statement, which lets the account's administrators manage the key."""
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": Blank("arn:aws:iam::ACCOUNT_ID:root, with the ID of your account")},
        "Action": "kms:*",
        "Resource": "*",
    }
    statements = plain(policy.as_json()["Statement"])
    if isinstance(statements, list):
        return fix(Edit(policy.path, f"Statement[{len(statements)}]", statement))
    return fix(Edit(policy.path, "Statement", [Blank("the statement that the policy has"), statement]))


RULE = StackRule(
    id="kms-key-policy-updatable",
    summary="KMS key policies must keep kms:PutKeyPolicy available",
    rationale="""
        KMS rejects a key policy with which its creator could not change the policy again, for example one that only
        lets services use the key, or only lets roles encrypt and decrypt. Who runs the update is not known here, so any
        account, role or user that may change the policy counts: KMS still rejects a policy that names only other
        identities than the one that deploys. bypassPolicyLockoutSafetyCheck turns this check of KMS off, at the risk of
        a key that no one can manage.
    """,
    level="mandatory",
    early=True,
    consequence="data loss",
    since="0.1.0",
    applies_to=(*kms.KEY, *kms.KEY_POLICY),
    references=(DEFAULT, CREATE),
    rejections=(FOR_NO_ONE, FOR_SERVICES),
    check=check,
)
