"""s3-foreign-accounts: Other accounts must not change who has access to a bucket."""

import re

from policypack.aws import s3
from policypack.aws.iam import breadth
from policypack.aws.iam.documents import Statement
from policypack.check import (
    FALSE,
    Fact,
    Reason,
    Resource,
    Stack,
    Value,
    Verdict,
    all_of,
    any_of,
    is_not,
    known,
    require,
    unknown,
)
from policypack.rule import StackContext, StackRule

ACTIONS = (
    *("s3:DeleteBucketPolicy", "s3:PutBucketAcl", "s3:PutBucketPolicy"),
    *("s3:PutEncryptionConfiguration", "s3:PutObjectAcl"),
)
"""What AWS Security Hub lets no other account do."""
NOT_TOLD = Reason("the account of the stack")
_PRINCIPAL = re.compile(r"(\d{12})|arn:aws[a-z-]*:(?:iam|sts)::(\d{12}):.+")
_ARN = re.compile(r"arn:aws[a-z-]*:[^:]+:[^:]*:(\d{12}):.+")


def check(holder: Resource, context: StackContext[None]) -> Verdict:
    """No statement of the bucket's policy lets a principal of another account change who has access."""
    policy, own = holder["policy"], own_accounts(holder, context.stack)

    def lets_others(statement: Statement) -> Fact:
        others = statement.value["Principal"]["AWS"].any(lambda one: is_foreign(one, own))
        return all_of(any_of(*(statement.covers(action) for action in ACTIONS)), others)

    return require(
        is_not(breadth.has(holder, policy, context.stack, lets_others)),
        when=policy.is_set(),
        at="policy",
        problem="policy lets another account change who has access to the bucket or its objects.",
        fix=breadth.narrowed(policy, lets_others, "Action", "the actions that the other account needs"),
    )


def is_foreign(principal: Value, own: frozenset[str]) -> Fact:
    """The principal is of an account that is not the stack's; of an output of the stack it is not said."""
    account = principal.say(lambda text: account_of(str(text)), None)
    if account is None:
        return FALSE if principal.is_known else principal.undecided()
    return known(account not in own) if own else unknown(NOT_TOLD)


def account_of(principal: str) -> str | None:
    """The account in an account's number or an ARN of IAM; None for everyone and for what has none."""
    found = _PRINCIPAL.fullmatch(principal)
    return found[1] or found[2] if found else None


def own_accounts(holder: Resource, stack: Stack) -> frozenset[str]:
    """The accounts that the provider may deploy to, else those of what is there already; empty where nobody tells.

    A provider's list arrives as a JSON text."""
    provider = holder.provider
    allowed = provider["allowedAccountIds"].as_json().elements() if provider is not None else ()
    return frozenset(one.say(str, "") for one in allowed if one.is_known) or stack.derived(accounts_of)


def accounts_of(stack: Stack) -> frozenset[str]:
    """The accounts in the ARNs of the stack's resources."""
    arns = (one.output("arn").say(str, "") for one in stack.resources)
    return frozenset(found[1] for found in map(_ARN.fullmatch, arns) if found)


RULE = StackRule(
    id="s3-foreign-accounts",
    summary="Other accounts must not change who has access to a bucket",
    rationale="""
        A bucket that is shared lets another account read or write objects. Its policy, its encryption and its ACLs stay
        with its owner: who may change them can let anyone in, or lock the owner out. Which account is the owner's, the
        provider's allowedAccountIds tells, or the ARN of a resource that exists; otherwise the answer is undetermined.
        A statement with a Condition is accepted. Statements for everyone are for `resource-policy-public`.
    """,
    level="advisory",
    consequence="exposure",
    rated="high",
    since="0.3.0",
    applies_to=(*s3.BUCKET_POLICY, *s3.BUCKET),
    controls=("S3.6",),
    references=(
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html",
    ),
    check=check,
)
