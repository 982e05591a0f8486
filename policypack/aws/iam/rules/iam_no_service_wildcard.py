"""iam-no-service-wildcard: Managed policies must not allow all actions of a service."""

from collections.abc import Iterator

from policypack.aws.iam import breadth
from policypack.aws.iam.documents import Statement
from policypack.check import Fact, Resource, Verdict, is_not, require
from policypack.rule import StackContext, StackRule


def check(holder: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """No statement of a managed policy allows all actions of a service."""
    for policy in breadth.policies_of(holder):
        yield require(
            is_not(breadth.has(holder, policy, context.stack, allows_service)),
            at=policy,
            problem=f"{policy.path} allows all actions of a service: those that delete, too, and those that AWS adds"
            " tomorrow.",
            fix=breadth.narrowed(policy, allows_service, "Action", "the actions that are needed"),
        )


def allows_service(statement: Statement) -> Fact:
    """One of its actions is all of a service's."""
    return statement.value["Action"].any(lambda one: one.matches(r"[A-Za-z0-9-]+:\*"))


RULE = StackRule(
    id="iam-no-service-wildcard",
    summary="Managed policies must not allow all actions of a service",
    rationale="""
        With "s3:*" a program that only reads objects may also delete the bucket, change its policy and do what S3 will
        offer next year. The log of CloudTrail and IAM Access Analyzer tell which actions a role has used. Inline
        policies are not asked, nor are statements with a Condition and policies that are only boundaries.
    """,
    level="advisory",
    consequence="hygiene",
    since="0.3.0",
    applies_to=breadth.MANAGED,
    controls=("IAM.21",),
    references=("https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",),
    check=check,
)
