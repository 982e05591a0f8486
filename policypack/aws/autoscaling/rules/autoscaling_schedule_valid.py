"""autoscaling-schedule-valid: Scheduled actions must have a time and sizes that fit together."""

import re
from collections.abc import Iterator
from itertools import combinations

from policypack.aws.autoscaling import SCHEDULE
from policypack.aws.autoscaling.recurrence import recurrence_error
from policypack.constraint import Blank, Constraint, Inputs, Set, argument, fits, fix, form
from policypack.model.conditions import all_conditions
from policypack.model.values import Plain
from policypack.rule import constraints_rule

PUT = "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutScheduledUpdateGroupAction.html"
PROVIDER = "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/autoscaling/schedule.go"
TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
LEFT = -1
"""The size that a scheduled action leaves as it is."""
SIZES = {
    "minSize": ("Min size must be", 1),
    "desiredCapacity": ("Desired capacity must be", 2),
    "maxSize": ("Max size must be", 3),
}
"""In order, each with the beginning of AWS's error and an example."""
NIGHTLY: Inputs = {"recurrence": "0 22 * * *"}
NOTHING_CHANGES: Inputs = dict.fromkeys(SIZES, LEFT)

start, end, recurrence = argument("startTime"), argument("endTime"), argument("recurrence")


def orders() -> Iterator[Constraint]:
    """No size is above a larger one; -1 is none."""
    for (lower, (error, low)), (upper, (_, high)) in combinations(SIZES.items(), 2):
        own, limit = argument(lower), argument(upper)
        refused = f"{error} less than or equal to max size"
        if upper == "desiredCapacity":
            refused = "Desired capacity must be greater than or equal to min size"
        others: Inputs = {name: LEFT for name in SIZES if name not in (lower, upper)}
        yield Constraint(
            demand=own.at_most_that_of(limit),
            when=(own.is_given() & limit.is_given() & ~own.equals(LEFT) & ~limit.equals(LEFT)).unsaid(),
            error=f"ValidationError: {refused}",
            source=PUT,
            fix=fix(Set(lower, Blank(f"at most {upper}")), otherwise=Set(upper, Blank(f"at least {lower}"))),
            invalid={**others, lower: high + 1, upper: high},
            valid=({**others, lower: high, upper: high}, {**others, lower: low, upper: LEFT}),
        )


def order_error(last: Plain, first: Plain) -> str | None:
    """The end does not come before the start; times of this form are in order as texts are."""
    if not isinstance(last, str) or not isinstance(first, str) or not re.fullmatch(TIME, last):
        return None
    return f"it is before {first}" if re.fullmatch(TIME, first) and last < first else None


RULE = constraints_rule(
    id="autoscaling-schedule-valid",
    service="EC2 Auto Scaling",
    summary="Scheduled actions must have a time and sizes that fit together",
    rationale="""
        A scheduled action changes at least one size of its group, and its smallest size is not above its largest one;
        -1 leaves a size as it is. It happens once, from startTime, or again and again: a recurrence is five fields of
        cron as Unix has them, without cron() and without a question mark.
    """,
    since="0.2.0",
    references=(PUT,),
    constraints={
        SCHEDULE: (
            *orders(),
            Constraint(
                demand=(~all_conditions(argument(name).equals(LEFT) for name in SIZES)).called(
                    "a size is changed", "a size must be changed", fails="minSize, desiredCapacity and maxSize are -1"
                ),
                at="desiredCapacity",
                error="ValidationError: At least one of max size, min size, or desired capacity must be specified",
                source=PUT,
                fix=fix(Set("desiredCapacity", Blank("how many instances there are then"))),
                invalid=NOTHING_CHANGES,
                valid={**NOTHING_CHANGES, "desiredCapacity": 0},
                problem="minSize, desiredCapacity and maxSize are -1, so the action changes nothing.",
            ),
            Constraint(
                demand=fits(recurrence, "five fields of cron", recurrence_error),
                when=recurrence.is_given().unsaid(),
                error="ValidationError: Given recurrence string: cron(0 22 * * ? *) is invalid",
                source=PUT,
                fix=fix(
                    Set("recurrence", Blank("five fields: minute, hour, day of the month, month, day of the week"))
                ),
                invalid=(
                    {"recurrence": "cron(0 22 * * ? *)"},
                    {"recurrence": "0 22 * * ?"},
                    {"recurrence": "0 24 * * *"},
                    {"recurrence": "22 * * *"},
                ),
                valid=(NIGHTLY, {"recurrence": "*/15 8-18 1,15 * MON-FRI"}),
            ),
            Constraint(
                demand=start.is_present() | recurrence.is_present(),
                when=end.is_given(),
                error="ValidationError: Scheduled start time must be specified for non-recurrent future group action",
                source=PUT,
                fix=fix(
                    Set("startTime", Blank("when it begins, such as 2030-01-31T18:00:00Z")),
                    otherwise=Set("recurrence", Blank("five fields of cron")),
                ),
                invalid={"recurrence": None, "endTime": "2035-01-31T18:00:00Z"},
                valid=(
                    {**NIGHTLY, "endTime": "2035-01-31T18:00:00Z"},
                    {"recurrence": None, "startTime": "2034-01-31T18:00:00Z", "endTime": "2035-01-31T18:00:00Z"},
                ),
            ),
            *(
                form(
                    path,
                    TIME,
                    "a time in UTC, such as 2030-01-31T18:00:00Z",
                    invalid=("2035-01-31 18:00", "2035-01-31T18:00:00+01:00"),
                    valid="2035-01-31T18:00:00Z",
                    error='"2035-01-31 18:00" cannot be parsed as iso8601 Timestamp Format',
                    source=PROVIDER,
                )
                for path in ("startTime", "endTime")
            ),
            Constraint(
                demand=fits(
                    end,
                    "after startTime",
                    order_error,
                    end.of,
                    start.of,
                ),
                when=(start.is_given() & end.is_given()).unsaid(),
                error="ValidationError: Given end time must be after start time",
                source=PUT,
                fix=fix(Set("endTime", Blank("a time after startTime"))),
                invalid={"startTime": "2035-02-01T18:00:00Z", "endTime": "2035-01-31T18:00:00Z"},
                valid={"startTime": "2035-01-31T18:00:00Z", "endTime": "2035-02-01T18:00:00Z"},
            ),
        )
    },
    base={
        SCHEDULE[0]: {"autoscalingGroupName": "web", "scheduledActionName": "night", **NIGHTLY, "desiredCapacity": 0}
    },
)
