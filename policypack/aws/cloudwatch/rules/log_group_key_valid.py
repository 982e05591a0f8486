"""log-group-key-valid: The KMS key of a log group must let CloudWatch Logs use it."""

from collections.abc import Iterator

from policypack.aws import cloudwatch, iam, kms
from policypack.aws.iam.documents import Document, Statement
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_fact, any_of, is_not, known, require, together
from policypack.fix import Edit, Fix, Target, fix, note
from policypack.model.values import Plain, plain
from policypack.rule import Rejection, StackContext, StackRule

GUIDE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html"
NEEDED = ("kms:Encrypt", "kms:GenerateDataKey")
"""Actions of which a statement for CloudWatch Logs allows one."""
KEY_WITHOUT_LOGS = Rejection(
    service="CloudWatch Logs",
    condition="The policy of a log group's key does not let CloudWatch Logs use the key",
    error="AccessDeniedException: The specified KMS key does not exist or is not allowed to be used with Arn"
    " 'arn:aws:logs:us-east-1:123456789012:log-group:/orders'",
    source="https://github.com/aws/aws-cdk/issues/28304",
    invalid="default-key",
    valid="open-key",
)


def check(group: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A statement of the key's policy is for CloudWatch Logs in the group's region."""
    region = context.region(group)
    for key, named in context.stack.referred(group, "kmsKeyId", kms.KEY, ("keyId",)).links:
        policies = context.stack.linked(kms.KEY_POLICY, to=key, by="keyId", names=("keyId",)).links
        own = key["policy"]
        documents = [(iam.document(one, one["policy"], context.stack), holds) for one, holds in policies]
        if not own.is_absent:
            documents.append((iam.document(key, own, context.stack), named))
        yield require(
            any_of(is_not(named), any_fact(all_of(holds, lets_in(one, region)) for one, holds in documents)),
            # The policy that a key without one has by default is for the account; somebody may have changed it since.
            when=any_of(known(bool(documents)), key.is_new()),
            at="kmsKeyId",
            problem=f"kmsKeyId names {key}, whose policy has no statement for CloudWatch Logs"
            f"{'' if documents else ': by default, a key is for its account only'}.",
            fix=statement_for_logs(key, region),
            rejects=KEY_WITHOUT_LOGS,
        )


def lets_in(policy: Document, region: Value) -> Fact:
    """The policy allows CloudWatch Logs, or everybody, to encrypt."""
    return policy.any(
        lambda one: all_of(one.is_allow, is_for_logs(one, region), any_fact(one.covers(name) for name in NEEDED))
    )


def is_for_logs(statement: Statement, region: Value) -> Fact:
    """The principal is the service, of this region or of all."""
    principal = statement.value["Principal"]
    return any_of(
        principal.equals("*"),
        principal["AWS"].any(lambda one: one.equals("*")),
        principal["Service"].any(lambda one: together(is_logs, one, region)),
        statement.value["NotPrincipal"].is_set(),
    )


def is_logs(principal: object, region: object) -> bool:
    """``logs.amazonaws.com``, or the principal of the region where that is known."""
    service, _, rest = str(principal).strip().lower().partition(".")
    home = rest.partition(".amazonaws.com")[0] if not rest.startswith("amazonaws.com") else ""
    return service == "logs" and (not home or region is None or home == region)


def statement_for_logs(key: Resource, region: Value) -> Fix:
    """A further statement of the key's own policy."""
    principal = f"logs.{region.say(str, 'REGION')}.amazonaws.com"
    statement: Plain = {
        "Effect": "Allow",
        "Principal": {"Service": principal},
        "Action": ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        "Resource": "*",
    }
    statements = plain(key["policy"].as_json()["Statement"])
    if not isinstance(statements, list):
        return note(f"a policy of the key, with a statement that lets {principal} encrypt and decrypt")
    return fix(Edit("policy", f"Statement[{len(statements)}]", statement, Target.of(key)))


RULE = StackRule(
    id="log-group-key-valid",
    summary="The KMS key of a log group must let CloudWatch Logs use it",
    rationale="""
        CloudWatch Logs encrypts a log group with a KMS key only if the key's policy has a statement for its principal,
        logs.REGION.amazonaws.com. The policy that a key has by default is for the account and its IAM policies, and a
        service is not among them. Conditions of the statement count as met. Keys that are not in the stack are not
        checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=cloudwatch.LOG_GROUP,
    references=(GUIDE,),
    rejections=(KEY_WITHOUT_LOGS,),
    check=check,
)
