"""eventbridge-rule-valid: EventBridge rules must have a valid name, and a schedule or pattern."""

from policypack.aws.eventbridge import RULE as EVENT_RULE
from policypack.aws.eventbridge.patterns import (
    empty_list_error,
    empty_object_error,
    matcher_error,
    object_error,
    scalar_error,
)
from policypack.aws.eventbridge.schedules import (
    EVERY_FIVE_MINUTES,
    EVERY_MINUTE,
    WEEKDAYS,
    common_rows,
    expression,
    row,
    rule_form_error,
    unit_error,
)
from policypack.constraint import Blank, Condition, Constraint, Json, Set, Witness, argument, fix, form, joined, length
from policypack.rule import constraints_rule

PUT = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html"
SCHEDULES = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html"
PATTERNS = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html"
NAME_ERROR = "ValidationException: 1 validation error detected: Value at 'name' failed to satisfy constraint: Member"
SCHEDULE_ERROR = "ValidationException: Parameter ScheduleExpression is not valid."
PATTERN_ERROR = "InvalidEventPatternException: Event pattern is not valid."
FROM_S3 = {"source": ["aws.s3"]}
UPLOADS = {
    **FROM_S3,
    "detail": {
        "object": {"key": [{"prefix": "orders/"}], "size": [{"numeric": [">", 0]}]},
        "$or": [{"reason": ["PutObject"]}, {"requester": [{"exists": False}]}],
    },
}

pattern = argument("eventPattern")


def pattern_row(demand: Condition, *, invalid: Witness, condition: str, reason: str = "", source: str) -> Constraint:
    """A row about the event pattern; ``reason`` is what AWS's error adds."""
    return Constraint(
        demand=demand,
        when=pattern.is_given().unsaid(),
        error=f"{PATTERN_ERROR}{reason}",
        source=source,
        fix=fix(Set("eventPattern", Blank("the corrected pattern"))),
        invalid=invalid,
        valid={"eventPattern": Json(UPLOADS)},
        condition=f"eventPattern {condition}",
    )


RULE = constraints_rule(
    id="eventbridge-rule-valid",
    service="EventBridge",
    summary="EventBridge rules must have a valid name, and a schedule or pattern",
    rationale="""
        A schedule is rate(...) or cron(...) with six fields, of which one of the two for days must be a question mark;
        EventBridge rejects the five fields of Unix's cron. Each key of an event pattern has a list of values or an
        object of the same form. The matchers in a list, such as prefix, have the names and the shapes that EventBridge
        knows. The year of a cron is not checked. Only EventBridge reads both, when the rule is made.
    """,
    since="0.1.0",
    constraints={
        EVENT_RULE: (
            form(
                "name",
                r"[A-Za-z0-9_.-]+",
                "letters, digits, hyphens, underscores and periods",
                invalid="order created",
                valid="order-created_1.0",
                correct=joined("A-Za-z0-9_.-"),
                error=rf"{NAME_ERROR} must satisfy regular expression pattern: [\.\-_A-Za-z0-9]+",
                source=PUT,
            ),
            length("name", 64, error=f"{NAME_ERROR} must have length less than or equal to 64", source=PUT),
            Constraint(
                demand=expression.is_set() | pattern.is_set(),
                at="eventPattern",
                error="ValidationException: Parameter(s) EventPattern or ScheduleExpression must be specified.",
                source=PUT,
                fix=fix(
                    Set("eventPattern", Blank("a pattern of events")),
                    otherwise=Set("scheduleExpression", Blank(f"a schedule, such as {WEEKDAYS}")),
                ),
                invalid={"scheduleExpression": None},
                valid=(
                    {"scheduleExpression": EVERY_FIVE_MINUTES},
                    {"scheduleExpression": None, "eventPattern": Json(UPLOADS)},
                ),
            ),
            row(
                "rate(...) or cron(...)",
                rule_form_error,
                invalid=("0 8 * * *", "rate(30 seconds)"),
                valid=(WEEKDAYS, EVERY_FIVE_MINUTES),
                condition="is neither rate(...) nor cron(...)",
                error=SCHEDULE_ERROR,
                source=SCHEDULES,
            ),
            *common_rows(SCHEDULE_ERROR, SCHEDULES),
            row(
                "a rate whose unit agrees with its number",
                unit_error,
                invalid=("rate(5 minute)", "rate(1 hours)"),
                valid=(EVERY_FIVE_MINUTES, EVERY_MINUTE),
                condition="is a rate whose unit does not agree with its number",
                error=SCHEDULE_ERROR,
                source=SCHEDULES,
            ),
            pattern_row(
                pattern.is_json() & pattern.holds("a JSON object", object_error),
                invalid=({"eventPattern": "{"}, {"eventPattern": '["aws.s3"]'}),
                condition="is not a JSON object",
                source=PUT,
            ),
            pattern_row(
                pattern.holds("a pattern whose keys have lists or objects", scalar_error),
                invalid={"eventPattern": Json({"source": "aws.s3"})},
                condition="has a key with a value that is no list",
                reason=' Reason: "source" must be an object or an array',
                source=PATTERNS,
            ),
            pattern_row(
                pattern.holds("a pattern without empty lists", empty_list_error),
                invalid={"eventPattern": Json({"detail": {"state": []}})},
                condition="has a key with an empty list",
                reason=" Reason: Empty arrays are not allowed",
                source=PATTERNS,
            ),
            pattern_row(
                pattern.holds("a pattern without empty objects", empty_object_error),
                invalid={"eventPattern": Json({"source": ["aws.health"], "detail": {}})},
                condition="has a key with an empty object",
                reason=" Reason: Empty objects are not allowed",
                source="https://github.com/cloud-custodian/cloud-custodian/issues/6507",
            ),
            pattern_row(
                pattern.holds("a pattern of matchers that exist", matcher_error),
                invalid=tuple(
                    {"eventPattern": Json({"source": [one]})}
                    for one in (
                        {"startsWith": "aws."},
                        {"prefix": 5},
                        {"exists": "true"},
                        {"wildcard": "a**b"},
                        {"numeric": ["=>", 5]},
                        {"anything-but": {"exists": True}},
                    )
                ),
                condition="has a matcher that does not exist, or of another shape",
                reason=" Reason: Unrecognized match type startsWith",
                source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-content-based-filtering.html",
            ),
        )
    },
    base={EVENT_RULE[0]: {"scheduleExpression": EVERY_FIVE_MINUTES}},
)
