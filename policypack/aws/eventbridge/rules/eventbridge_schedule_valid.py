"""eventbridge-schedule-valid: Schedules must have valid expressions, windows and inputs."""

from collections.abc import Iterator

from policypack.aws import eventbridge
from policypack.aws.common.faults import fault, json_fault
from policypack.aws.eventbridge.schedules import schedule_fault
from policypack.check import Resource, Verdict, all_of, is_not, require, together
from policypack.rule import Context, Rejection, ResourceRule


def check(schedule: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The expression is of Scheduler's grammar, the window and the dates fit, and the input is JSON."""
    expression = schedule["scheduleExpression"]
    wrong = fault(expression.as_text(), schedule_fault)
    yield require(
        wrong.is_empty(),
        when=is_not(expression.is_empty()),
        at=expression,
        problem=f"scheduleExpression {expression} {wrong.say(str, 'is not valid')}, which Scheduler refuses: Invalid"
        " Schedule Expression.",
        fix='schedule_expression="cron(0 8 ? * MON-FRI *)"  # or "rate(5 minutes)", or "at(2030-01-31T09:00:00)"',
    )
    window = schedule["flexibleTimeWindow"]
    yield require(
        all_of(window.test(lambda _: True), window["maximumWindowInMinutes"].is_set()),
        when=window["mode"].equals("FLEXIBLE"),
        at="flexibleTimeWindow",
        problem="The time window is FLEXIBLE and does not say how long it is: MaximumWindowInMinutes must be provided"
        " when FlexibleTimeWindowMode is set to FLEXIBLE.",
        fix='flexible_time_window={"mode": "FLEXIBLE", "maximum_window_in_minutes": 15}',
    )
    start, end = schedule["startDate"], schedule["endDate"]
    yield require(
        together(comes_before, start, end),
        when=end.is_set(),
        at=end,
        problem=f"startDate is {start} and endDate is {end}: The StartDate you specify must come before the EndDate.",
        fix='end_date="2030-12-31T00:00:00Z"  # after start_date',
    )
    sent = schedule["target"]["input"]
    yield require(
        json_fault(sent, lambda _: None).is_empty(),
        when=is_not(sent.is_empty()),
        at="target",
        problem="The target's input is not valid JSON: JSON syntax error in input for the target.",
        fix='"input": json.dumps({"kind": "nightly"})',
    )


def comes_before(start: object, end: object) -> bool:
    """Dates of one form compare as texts; others are left to Scheduler."""
    first, last = str(start or ""), str(end or "")
    alike = len(first) == len(last) and first.endswith("Z") and last.endswith("Z")
    return not alike or first < last


_TYPES = "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html"
_CREATE = "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html"
_WINDOW = "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_FlexibleTimeWindow.html"
_ERROR = "ValidationException: Invalid Schedule Expression cron(0 8 * * *)."


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(
        service="EventBridge Scheduler",
        condition=condition,
        error=error,
        source=source,
        invalid=refused,
        valid=accepted,
    )


RULE = ResourceRule(
    id="eventbridge-schedule-valid",
    summary="Schedules must have valid expressions, windows and inputs",
    rationale="""
        A schedule is rate(...), at(...) or cron(...) with six fields, of which one of the two for days must be a
        question mark; Unix's cron is refused. A flexible window says how long it is, and a schedule ends after it
        starts. Whether the unit of a rate agrees with its number is not judged here.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=eventbridge.SCHEDULE,
    references=(_TYPES, _CREATE, _WINDOW),
    rejections=(
        _rejection("A schedule is neither rate(...), cron(...) nor at(...)", _ERROR, _TYPES, "unix", "weekdays"),
        _rejection("A schedule's cron has not six fields", _ERROR, _TYPES, "five-fields", "weekdays"),
        _rejection("A schedule's cron says both day-of-month and day-of-week", _ERROR, _TYPES, "both-days", "weekdays"),
        _rejection(
            "A schedule's rate is 0",
            "ValidationException: Invalid Schedule Expression rate(0 minutes).",
            _TYPES,
            "never",
            "minutes",
        ),
        _rejection(
            "A schedule's flexible window does not say how long it is",
            "ValidationException: MaximumWindowInMinutes must be provided when FlexibleTimeWindowMode is set to"
            " FLEXIBLE",
            _WINDOW,
            "endless",
            "minutes",
        ),
        _rejection(
            "A schedule ends before it starts",
            "ValidationException: The StartDate you specify must come before the EndDate",
            _CREATE,
            "backwards",
            "once",
        ),
        _rejection(
            "The input of a schedule's target is not JSON",
            "ValidationException: JSON syntax error in input for the target",
            "https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html",
            "word",
            "once",
        ),
    ),
    check=check,
)
