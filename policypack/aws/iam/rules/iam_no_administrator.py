"""iam-no-administrator: Policies must not allow every action on every resource."""

from collections.abc import Iterator

from policypack.aws.iam import breadth
from policypack.aws.iam.documents import Statement
from policypack.check import Fact, Resource, Verdict, all_of, is_not, require
from policypack.rule import StackContext, StackRule


def check(holder: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """No statement of a policy allows all actions on all resources."""
    for policy in breadth.policies_of(holder):
        yield require(
            is_not(breadth.has(holder, policy, context.stack, is_administrator)),
            at=policy,
            problem=f'{policy.path} allows "*" on "*": whoever gets hold of the identity has the whole account.',
            fix=breadth.narrowed(policy, is_administrator, "Action", "the actions that are needed"),
        )


def is_administrator(statement: Statement) -> Fact:
    """Its Action is all of them, its Resource, too."""
    every = statement.value["Action"].any(lambda one: one.is_in(("*", "*:*")))
    return all_of(every, breadth.on_everything(statement))


RULE = StackRule(
    id="iam-no-administrator",
    summary="Policies must not allow every action on every resource",
    rationale="""
        A policy that allows everything makes an administrator of each user, role and program that has it. AWS's own
        AdministratorAccess is for people who administer the account, and says so by its name: it is not asked, nor is a
        policy that is only the boundary of others. A statement with a Condition may be confined, and is accepted. A
        document that getPolicyDocument made of what does not exist yet is asked in the update.
    """,
    level="advisory",
    consequence="exposure",
    rated="high",
    since="0.3.0",
    applies_to=breadth.HOLDERS,
    controls=("IAM.1",),
    references=("https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",),
    check=check,
)
