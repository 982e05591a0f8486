"""iam-privilege-escalation: Policies must not let an identity give itself more rights."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from policypack.aws.common.tables import table
from policypack.aws.iam import breadth, document
from policypack.aws.iam.documents import Statement
from policypack.aws.iam.rules.iam_no_administrator import is_administrator
from policypack.check import (
    FALSE,
    Fact,
    Resource,
    Stack,
    Value,
    Verdict,
    all_facts,
    all_of,
    any_fact,
    any_of,
    is_not,
    require,
    unknown,
)
from policypack.fix import Fix
from policypack.model.records import record
from policypack.rule import StackContext, StackRule

OWNERS = {
    "aws:iam/rolePolicy:RolePolicy": ("role", ("aws:iam/role:Role",)),
    "aws:iam/userPolicy:UserPolicy": ("user", ("aws:iam/user:User",)),
}
"""The argument of an inline policy that names whose it is, and the types of that."""


@record(frozen=True)
class Escalation:
    """Actions that together, on all resources, give an identity more rights than it has; ``gains`` says what of."""

    gains: str
    actions: tuple[str, ...]


def check(holder: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """No document allows on all resources the actions with which an identity gets the rights of others."""
    confined = has_boundary(holder, context.stack)
    for policy in breadth.policies_of(holder):
        whole = document(holder, policy, context.stack)
        parts = whole.statements()
        answers = [(one, is_possible(one, parts)) for one in escalations()]
        found = any_of(any_fact(fact for _, fact in answers), unknown(*whole.missing) if whole.missing else FALSE)
        excused = any_of(confined, whole.any(lambda one: all_of(breadth.is_open(one), is_administrator(one))))
        certain = [one for one, fact in answers if fact.truth is True]
        yield require(
            is_not(all_of(found, any_of(whole.is_complete(), is_not(found)), is_not(excused))),
            at=policy,
            problem=problem(policy, certain),
            fix=narrower(policy, certain),
        )


def is_possible(escalation: Escalation, parts: tuple[Statement, ...]) -> Fact:
    """The statements allow each of its actions on everything."""
    return all_facts(is_allowed(action, parts) for action in escalation.actions)


def is_allowed(action: str, parts: tuple[Statement, ...]) -> Fact:
    """An Allow without a condition covers the action on everything, and no Deny is about the action."""
    allowed = any_fact(allows_everywhere(one, action) for one in parts)
    denied = any_fact(all_of(one.value["Effect"].equals("Deny"), one.covers(action)) for one in parts)
    return all_of(allowed, is_not(denied))


def allows_everywhere(statement: Statement, action: str) -> Fact:
    """It allows the action on every resource, without a condition."""
    return all_of(statement.covers(action), breadth.on_everything(statement), breadth.is_open(statement))


def has_boundary(holder: Resource, stack: Stack) -> Fact:
    """The identity has a permissions boundary, or the policy is one."""
    if holder.type in breadth.BOUNDED:
        return holder["permissionsBoundary"].is_set()
    if holder.type not in OWNERS:
        return breadth.is_boundary(holder, stack)
    by, types = OWNERS[holder.type]
    owners = stack.referred(holder, by, types, names=("name",))
    return owners.any(lambda one: one["permissionsBoundary"].is_set())


def problem(policy: Value, found: list[Escalation]) -> str:
    """Which actions give what; nothing of a secret document."""
    if policy.is_secret or not found:
        what = "actions with which an identity gives itself more rights"
        more = ""
    else:
        what = f'{" and ".join(found[0].actions)} on "*", and so {found[0].gains}'
        more = f" It allows {len(found) - 1} more such ways." if len(found) > 1 else ""
    return f"{policy.path} allows {what}: whoever gets hold of the identity can take the rights of others.{more}"


def narrower(policy: Value, found: list[Escalation]) -> Fix:
    """The statements that allow the first action of each way name the resources that it is needed on."""
    firsts = {one.actions[0] for one in found}
    return breadth.narrowed(
        policy,
        lambda one: any_fact(allows_everywhere(one, action) for action in sorted(firsts)),
        "Resource",
        "the ARNs that these actions are needed on",
    )


@cache
def escalations() -> tuple[Escalation, ...]:
    """The known ways, read once, when first asked for."""
    known = table("iam/privilege_escalations").section("escalations")
    return tuple(Escalation(gains, known.section(gains).texts("actions")) for gains in known)


RULE = StackRule(
    id="iam-privilege-escalation",
    summary="Policies must not let an identity give itself more rights",
    rationale="""
        Who may write any policy, make keys for any user, or hand any role to a program of their own has, one call
        later, the rights of an administrator, though the policy does not look like it. The ways are published, and
        scanned for by who finds a key. On the ARNs that are needed, with a condition such as iam:PassedToService, or
        under a permissions boundary the same actions are confined, and accepted, as is a document that denies one of
        them. The rule asks each document alone, and not who has a managed policy. One that allows everything is
        iam-no-administrator's.
    """,
    level="advisory",
    consequence="exposure",
    rated="high",
    since="0.3.0",
    applies_to=breadth.HOLDERS,
    references=(
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
        "https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation/blob/master/README.md",
    ),
    check=check,
)
