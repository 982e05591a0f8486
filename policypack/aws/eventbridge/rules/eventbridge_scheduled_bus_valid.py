"""eventbridge-scheduled-bus-valid: EventBridge rules with a schedule must be on the default event bus."""

from policypack.aws import eventbridge
from policypack.check import FALSE, Fact, Resource, Verdict, any_of, is_not, require
from policypack.rule import Rejection, StackContext, StackRule


def check(rule: Resource, context: StackContext[None]) -> Verdict:
    """A rule with a schedule is of the bus that AWS made."""
    return require(
        is_of_default_bus(rule, context),
        when=is_not(rule["scheduleExpression"].is_empty()),
        at="eventBusName",
        problem=f"The rule has a schedule and its eventBusName is {rule['eventBusName']}, which EventBridge refuses:"
        " ScheduleExpression is supported only on the default event bus.",
        fix="no event_bus_name; or aws.scheduler.Schedule with the bus as its target",
    )


def is_of_default_bus(rule: Resource, context: StackContext[None]) -> Fact:
    """By name or ARN; a name that is not known yet and comes from a bus of the stack is not the default bus's."""
    bus = rule["eventBusName"]
    if not bus.is_unknown:
        return any_of(bus.is_empty(), bus.matches(rf"(.*:event-bus/)?{eventbridge.DEFAULT_BUS}"))
    urns = rule.property_dependencies.get("eventBusName", ())
    return FALSE if any(context.stack.type_of(urn) in eventbridge.BUS for urn in urns) else bus.undecided()


_DOCUMENT = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html"

RULE = StackRule(
    id="eventbridge-scheduled-bus-valid",
    summary="EventBridge rules with a schedule must be on the default event bus",
    rationale="""
        Only the event bus that each account has from AWS runs schedules. EventBridge Scheduler runs them for any
        target, a bus of one's own among them.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=eventbridge.RULE,
    references=(_DOCUMENT, "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html"),
    rejections=(
        Rejection(
            service="EventBridge",
            condition="A rule with a schedule is of another bus than the default one",
            error="ValidationException: ScheduleExpression is supported only on the default event bus.",
            source=_DOCUMENT,
            invalid="nightly",
            valid="default",
        ),
    ),
    check=check,
)
