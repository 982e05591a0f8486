"""eventbridge-schedule-valid: Schedules must have valid expressions, windows and inputs."""

from dataclasses import replace

from policypack.aws.eventbridge import SCHEDULE
from policypack.aws.eventbridge.schedules import WEEKDAYS, common_rows, row, schedule_form_error
from policypack.constraint import Constraint, Json, Set, argument, fits, fix, needs
from policypack.fix import Blank
from policypack.model.values import Plain
from policypack.rule import constraints_rule

TYPES = "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html"
CREATE = "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html"
WINDOW = "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_FlexibleTimeWindow.html"
EXPRESSION_ERROR = "ValidationException: Invalid Schedule Expression {}."

start, end, sent = argument("startDate"), argument("endDate"), argument("target.input")


def order_error(first: Plain, last: Plain) -> str | None:
    """The start is before the end. Dates of one form compare as texts; others are not compared."""
    starts, ends = str(first or ""), str(last or "")
    alike = len(starts) == len(ends) and starts.endswith("Z") and ends.endswith("Z")
    return f'startDate is "{starts}", which is not before it' if alike and starts >= ends else None


UNIVERSAL = "https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html"
SEND, ROLE = "arn:aws:scheduler:::aws-sdk:sqs:sendMessage", "arn:aws:iam::123456789012:role/orders"
DESCRIBE = "arn:aws:scheduler:::aws-sdk:ec2:describeInstances"
MESSAGE = Json({"QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/orders", "MessageBody": "due"})
target = argument("target.arn")
is_universal = sent.is_given().unsaid() & target.matches(
    r"arn:[^:]*:scheduler:[^:]*:[^:]*:aws-sdk:.*", "the ARN of a universal target"
)
"""Such a target has an input: a schedule without one calls a resource."""
UNIVERSAL_ROWS = (
    Constraint(
        demand=target.matches(r"arn:[^:]*:scheduler:::aws-sdk:.*", "an ARN without region and account"),
        when=is_universal,
        error="ValidationException: scheduler is not a supported service for a target.",
        source=UNIVERSAL,
        fix=fix(Set("target.arn", Blank("arn:aws:scheduler:::aws-sdk:SERVICE:ACTION"))),
        invalid={"target": {"arn": SEND.replace(":::", ":us-east-1:123456789012:"), "roleArn": ROLE, "input": MESSAGE}},
        valid={"target": {"arn": SEND, "roleArn": ROLE, "input": MESSAGE}},
    ),
    Constraint(
        demand=~target.matches(r"[^:]*(?::[^:]*){6}:(?:get|describe|list)[A-Z].*", "an action that only reads"),
        when=is_universal,
        error="ValidationException: describeInstances API is not supported",
        source=UNIVERSAL,
        fix=fix(Set("target.arn", Blank("the ARN of an action that changes something"))),
        invalid={"target": {"arn": DESCRIBE, "roleArn": ROLE, "input": "{}"}},
        valid={"target": {"arn": SEND, "roleArn": ROLE, "input": MESSAGE}},
    ),
)

RULE = constraints_rule(
    id="eventbridge-schedule-valid",
    service="EventBridge Scheduler",
    summary="Schedules must have valid expressions, windows and inputs",
    rationale="""
        A schedule is rate(...), at(...) or cron(...) with six fields, of which one of the two for days must be a
        question mark; Scheduler rejects Unix's cron. A flexible window has a length, and a schedule ends after it
        starts. A universal target is an action that changes something, with its request. Whether the unit of a rate
        agrees with its number is not checked here.
    """,
    since="0.1.0",
    constraints={
        SCHEDULE: (
            row(
                "rate(...), cron(...) or at(...)",
                schedule_form_error,
                invalid=("0 8 * * *", "at(tomorrow)"),
                valid=(WEEKDAYS, "at(2030-01-31T09:00:00)", "rate(5 minutes)"),
                condition="is neither rate(...), cron(...) nor at(...)",
                error=EXPRESSION_ERROR.format("cron(0 8 * * *)"),
                source=TYPES,
            ),
            *UNIVERSAL_ROWS,
            *common_rows(
                EXPRESSION_ERROR.format("cron(0 8 * * *)"),
                TYPES,
                rate_error=EXPRESSION_ERROR.format("rate(0 minutes)"),
            ),
            replace(
                needs(
                    {"flexibleTimeWindow.mode": "FLEXIBLE"},
                    "flexibleTimeWindow.maximumWindowInMinutes",
                    15,
                    blank="1 to 1,440 minutes",
                    error="ValidationException: MaximumWindowInMinutes must be provided when FlexibleTimeWindowMode is"
                    " set to FLEXIBLE",
                    source=WINDOW,
                ),
                at="flexibleTimeWindow",
            ),
            Constraint(
                demand=fits(end, "after startDate", order_error, start.of, end.of),
                when=end.is_given().unsaid(),
                error="ValidationException: The StartDate you specify must come before the EndDate",
                source=CREATE,
                fix=fix(Set("endDate", Blank("a time after startDate"))),
                invalid={"startDate": "2031-01-01T00:00:00Z", "endDate": "2030-01-01T00:00:00Z"},
                valid={"startDate": "2030-01-01T00:00:00Z", "endDate": "2031-01-01T00:00:00Z"},
            ),
            Constraint(
                demand=sent.is_json(),
                when=sent.is_given().unsaid(),
                at="target",
                error="ValidationException: JSON syntax error in input for the target",
                source="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html",
                fix=fix(Set("target.input", Blank("valid JSON, in which texts have quotes"))),
                invalid={"target.input": "nightly"},
                valid=({"target.input": Json({"kind": "nightly"})}, {"target.input": '"nightly"'}),
            ),
        )
    },
    base={
        SCHEDULE[0]: {
            "scheduleExpression": "rate(1 day)",
            "flexibleTimeWindow.mode": "OFF",
            "target.arn": "arn:aws:sqs:us-east-1:123456789012:orders",
            "target.roleArn": "arn:aws:iam::123456789012:role/scheduler",
        }
    },
)
