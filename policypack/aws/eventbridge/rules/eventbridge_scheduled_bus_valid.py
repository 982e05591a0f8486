"""eventbridge-scheduled-bus-valid: EventBridge rules with a schedule must be on the default event bus."""

from policypack.aws import eventbridge
from policypack.check import FALSE, Fact, Resource, Verdict, any_of, is_not, require
from policypack.fix import Remove, fix
from policypack.rule import Rejection, StackContext, StackRule

DOCUMENT = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html"
PUT = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html"
SCHEDULE_ON_OTHER_BUS = Rejection(
    service="EventBridge",
    condition="A rule with a schedule is on another bus than the default one",
    error="ValidationException: ScheduleExpression is supported only on the default event bus.",
    source=DOCUMENT,
    invalid="nightly",
    valid="default",
)


def check(rule: Resource, context: StackContext[None]) -> Verdict:
    """A rule with a schedule is on the default event bus."""
    return require(
        is_of_default_bus(rule, context),
        when=is_not(rule["scheduleExpression"].is_empty()),
        at="eventBusName",
        problem=f"The rule has a schedule and eventBusName is {rule['eventBusName']}; only the default event bus runs"
        " schedules.",
        fix=fix(Remove("eventBusName"), note="an aws.scheduler.Schedule can have another bus as its target"),
        rejects=SCHEDULE_ON_OTHER_BUS,
    )


def is_of_default_bus(rule: Resource, context: StackContext[None]) -> Fact:
    """By name or ARN; a name that is not known yet and comes from a bus of the stack is not the default bus's."""
    bus = rule["eventBusName"]
    if not bus.is_unknown:
        return any_of(bus.is_empty(), bus.matches(r"(.*:event-bus/)?default"))
    urns = rule.property_dependencies.get("eventBusName", ())
    return FALSE if any(context.stack.type_of(urn) in eventbridge.BUS for urn in urns) else bus.undecided()


RULE = StackRule(
    id="eventbridge-scheduled-bus-valid",
    summary="EventBridge rules with a schedule must be on the default event bus",
    rationale="""
        Only the default event bus of an account runs schedules. EventBridge Scheduler runs them for any target, custom
        event buses included.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=eventbridge.RULE,
    references=(DOCUMENT, PUT),
    rejections=(SCHEDULE_ON_OTHER_BUS,),
    check=check,
)
