"""lb-listener-rule-valid: Listener rules must have valid and unique priorities."""

from collections.abc import Mapping, Sequence

from policypack.aws.elb import LISTENER, LISTENER_RULE, rules_of_priority
from policypack.check import FALSE, Fact, Resource, Verdict, all_of, any_fact, is_not, require, together
from policypack.constraint import Constraint, Table, argument, within
from policypack.fix import Blank, Set, fix
from policypack.model.values import Plain
from policypack.rule import Rejection, StackContext, StackRule

CREATE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html"
ANSWER = {"type": "fixed-response", "fixedResponse": {"contentType": "text/plain", "statusCode": "404"}}
BASE = {
    "listenerArn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/main/0a1b2c3d/0a1b2c3d",
    "actions": [ANSWER],
    "conditions": [{"pathPattern": {"values": ["/orders"]}}],
}
MOST_VALUES = 5
"""In all conditions of a rule."""


def values_error(conditions: Plain) -> str | None:
    """The conditions have more values than a rule may have."""
    kinds = [kind for one in entries(conditions) if isinstance(one, Mapping) for kind in one.values()]
    lists = [kind.get("values") if isinstance(kind, Mapping) else kind for kind in kinds]
    number = sum(len(entries(values)) for values in lists)
    return f"{number} values" if number > MOST_VALUES else None


def entries(values: Plain) -> Sequence[Plain]:
    """The elements of a list; none of what is no list."""
    return values if isinstance(values, Sequence) and not isinstance(values, str) else ()


TABLE = Table(
    "Elastic Load Balancing",
    {
        LISTENER_RULE: (
            within(
                "priority",
                1,
                50_000,
                error="ValidationError: Priority: Valid Range: Minimum value of 1. Maximum value of 50000.",
                source=CREATE,
            ),
            Constraint(
                demand=argument("conditions").holds(f"at most {MOST_VALUES} values", values_error),
                when=argument("conditions").is_given().unsaid(),
                error="ValidationError: A rule can only have '5' condition values",
                source="https://github.com/aws/aws-cdk/issues/10065",
                fix=fix(Set("conditions", Blank("conditions with five values or fewer")), note="or a second rule"),
                invalid={"conditions": [{"pathPattern": {"values": [f"/{number}" for number in range(6)]}}]},
                valid={"conditions": [{"pathPattern": {"values": [f"/{number}" for number in range(5)]}}]},
            ),
        )
    },
    dict.fromkeys(LISTENER_RULE, BASE),
)
TAKEN = Rejection(
    service="Elastic Load Balancing",
    condition="Two rules of a listener have the same priority",
    error="PriorityInUse: Priority '<some number>' is currently in use",
    source="https://github.com/hashicorp/terraform/issues/24239",
    invalid="second",
    valid="last",
)


def check(rule: Resource, context: StackContext[None]) -> Verdict:
    """No other rule of the listener has the priority."""
    priority = rule["priority"]
    return require(
        is_not(has_taken_priority(rule, context)),
        when=priority.is_set(),
        at=priority,
        problem=f"priority is {priority}, which another rule of the listener has, too.",
        fix=fix(Set("priority", Blank("a number from 1 to 50000 that no other rule of the listener has"))),
        rejects=TAKEN,
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


RULE = StackRule(
    id="lb-listener-rule-valid",
    summary="Listener rules must have valid and unique priorities",
    rationale="""
        A listener evaluates its rules in the order of their priorities, so no two rules may have the same one. Rules of
        listeners outside the stack are not compared.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=LISTENER_RULE,
    references=(CREATE,),
    rejections=(TAKEN, *TABLE.rejections),
    table=TABLE,
    check=check,
)
