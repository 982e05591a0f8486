"""lb-listener-rule-valid: Listener rules must have valid and unique priorities."""

from collections.abc import Iterator

from policypack.aws.elb import LISTENER, LISTENER_RULE, rules_of_priority
from policypack.check import FALSE, Fact, Resource, Verdict, all_of, any_fact, is_not, require, together
from policypack.rule import Rejection, StackContext, StackRule

LAST = 50_000


def check(rule: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The priority is from 1 to 50000, and no other rule of the listener has it."""
    priority = rule["priority"]
    yield require(
        all_of(priority.at_least(1), priority.at_most(LAST)),
        when=priority.is_set(),
        at=priority,
        problem=f"priority is {priority}, and AWS takes 1 to {LAST}.",
        fix="priority=100",
    )
    yield require(
        is_not(has_taken_priority(rule, context)),
        when=priority.is_set(),
        at=priority,
        problem=f"Priority {priority} is currently in use by another rule of the listener: AWS refuses the second.",
        fix="priority=100  # another for each rule of a listener",
    )


def has_taken_priority(rule: Resource, context: StackContext[None]) -> Fact:
    """An earlier rule of the same listener has the same priority."""

    def is_same(other: Resource) -> Fact:
        return together(lambda one, two: one is not None and one == two, own, other["priority"].as_number())

    own = rule["priority"].as_number()
    if own.is_absent:
        return FALSE
    return context.stack.referred(rule, "listenerArn", LISTENER).any(
        lambda listener: any_fact(
            all_of(fact, is_same(other))
            for other, fact in rules_of_priority(context.stack, listener, own)
            if other.urn < rule.urn
        )
    )


_CREATE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html"

RULE = StackRule(
    id="lb-listener-rule-valid",
    summary="Listener rules must have valid and unique priorities",
    rationale="""
        Rules of a listener are asked in the order of their priorities, so no two have the same. Rules of listeners
        that the stack does not make are not compared.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=LISTENER_RULE,
    references=(_CREATE,),
    rejections=(
        Rejection(
            service="Elastic Load Balancing",
            condition="Two rules of a listener have the same priority",
            error="PriorityInUse: Priority '<some number>' is currently in use",
            source="https://github.com/hashicorp/terraform/issues/24239",
            invalid="second",
            valid="last",
        ),
        Rejection(
            service="Elastic Load Balancing",
            condition="A listener rule's priority is not from 1 to 50000",
            error="ValidationError: Priority: Valid Range: Minimum value of 1. Maximum value of 50000.",
            source=_CREATE,
            invalid="beyond",
            valid="last",
        ),
    ),
    check=check,
)
