"""eventbridge-rule-valid: EventBridge rules must have a valid name, and a schedule or pattern."""

from collections.abc import Iterator

from policypack.aws import eventbridge
from policypack.aws.common.faults import fault, json_fault
from policypack.aws.eventbridge.patterns import pattern_fault
from policypack.aws.eventbridge.schedules import rule_fault
from policypack.check import Resource, Verdict, any_of, is_not, require
from policypack.rule import Context, Rejection, ResourceRule


def check(rule: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The name is of EventBridge's form, and there is a schedule or a pattern of its grammar."""
    name, schedule, pattern = rule["name"], rule["scheduleExpression"], rule["eventPattern"]
    yield require(
        name.matches(eventbridge.RULE_NAME),
        when=is_not(name.is_empty()),
        at=name,
        problem=f"The rule's name is {name}; EventBridge takes 1 to 64 letters, digits, hyphens, underscores and"
        " periods.",
        fix='name="order-created"',
    )
    yield require(
        any_of(schedule.is_set(), pattern.is_set()),
        at="eventPattern",
        problem="The rule has neither a schedule nor a pattern: Parameter(s) EventPattern or ScheduleExpression must be"
        " specified.",
        fix='event_pattern=json.dumps({"source": ["aws.s3"]})',
    )
    wrong = fault(schedule.as_text(), rule_fault)
    yield require(
        wrong.is_empty(),
        when=is_not(schedule.is_empty()),
        at=schedule,
        problem=f"scheduleExpression {schedule} {wrong.say(str, 'is not valid')}. EventBridge answers: Parameter"
        " ScheduleExpression is not valid.",
        fix='schedule_expression="cron(0 8 ? * MON-FRI *)"  # or "rate(5 minutes)"; times are UTC',
    )
    wrong = json_fault(pattern, pattern_fault)
    yield require(
        wrong.is_empty(),
        when=is_not(pattern.is_empty()),
        at=pattern,
        problem=f"eventPattern {wrong.say(str, 'is not valid')}. EventBridge answers: Event pattern is not valid.",
        fix='event_pattern=json.dumps({"source": ["aws.s3"]})  # each key with a list of values',
    )


_RULE = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html"
_SCHEDULES = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html"
_PATTERNS = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html"
_SCHEDULE_ERROR = "ValidationException: Parameter ScheduleExpression is not valid."


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(
        service="EventBridge", condition=condition, error=error, source=source, invalid=refused, valid=accepted
    )


RULE = ResourceRule(
    id="eventbridge-rule-valid",
    summary="EventBridge rules must have a valid name, and a schedule or pattern",
    rationale="""
        A schedule is rate(...) or cron(...) with six fields, of which one of the two for days must be a question mark;
        the five fields of Unix's cron are refused. Each key of an event pattern leads to a list of values or to an
        object of the same form. The year of a cron and what stands in a pattern's lists are not judged. Both are read
        by EventBridge alone, when the rule is made.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=eventbridge.RULE,
    references=(_RULE, _SCHEDULES, _PATTERNS),
    rejections=(
        _rejection(
            "A rule's name has more than 64 characters, or others than letters, digits, -, _ and .",
            "ValidationException: 1 validation error detected: Value at 'name' failed to satisfy constraint: Member"
            " must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+",
            _RULE,
            "spaced",
            "longest",
        ),
        _rejection(
            "A rule has neither a schedule nor a pattern",
            "ValidationException: Parameter(s) EventPattern or ScheduleExpression must be specified.",
            _RULE,
            "nothing",
            "minutes",
        ),
        _rejection("A schedule is neither rate(...) nor cron(...)", _SCHEDULE_ERROR, _SCHEDULES, "unix", "weekdays"),
        _rejection("A cron has not six fields", _SCHEDULE_ERROR, _SCHEDULES, "five-fields", "weekdays"),
        _rejection(
            "A cron says both day-of-month and day-of-week", _SCHEDULE_ERROR, _SCHEDULES, "both-days", "weekdays"
        ),
        _rejection("A field of a cron is out of its range", _SCHEDULE_ERROR, _SCHEDULES, "hour-24", "last-minute"),
        _rejection("A cron has a # in another field than day-of-week", _SCHEDULE_ERROR, _SCHEDULES, "third", "nth"),
        _rejection(
            "The unit of a rate does not agree with its number", _SCHEDULE_ERROR, _SCHEDULES, "singular", "minutes"
        ),
        _rejection("A rate is 0", _SCHEDULE_ERROR, _SCHEDULES, "never", "minute"),
        _rejection(
            "A key of an event pattern has a value that is no list",
            'InvalidEventPatternException: Event pattern is not valid. Reason: "source" must be an object or an array',
            _PATTERNS,
            "scalar",
            "pattern",
        ),
        _rejection(
            "A key of an event pattern has an empty list",
            "InvalidEventPatternException: Event pattern is not valid. Reason: Empty arrays are not allowed",
            _PATTERNS,
            "empty-list",
            "pattern",
        ),
    ),
    check=check,
)
