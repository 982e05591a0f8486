"""synthetics-canary-valid: Canaries must have code, memory and times that Synthetics takes."""

import re

from policypack.aws.synthetics import CANARY
from policypack.constraint import Blank, Constraint, Inputs, Set, argument, fits, fix
from policypack.model.values import Plain
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/AmazonSynthetics/latest/APIReference"
CREATE, RUN = f"{API}/API_CreateCanary.html", f"{API}/API_CanaryRunConfigInput.html"
SCHEDULE = f"{API}/API_CanaryScheduleInput.html"
SECONDS = {"minute": 60, "hour": 3600, "day": 86400}
LONGEST_RATE = 3600

rate, timeout = argument("schedule.expression"), argument("runConfig.timeoutInSeconds")


def seconds_of(expression: Plain) -> int | None:
    """Seconds between two runs by a rate; None for a canary that runs once or by cron."""
    found = re.fullmatch(r"rate\((\d{1,4}) (minute|hour|day)s?\)", str(expression))
    return int(found[1]) * SECONDS[found[2]] if found else None


def rate_error(expression: Plain) -> str | None:
    """A rate of more than an hour."""
    seconds = seconds_of(expression)
    return "it is more than an hour" if seconds is not None and seconds > LONGEST_RATE else None


def lasts_longer(limit: float | None, expression: Plain) -> str | None:
    """A run that may take longer than the time to the next one."""
    seconds = seconds_of(expression)
    if limit is None or not seconds or limit <= seconds:
        return None
    return f"a run may take {limit:,.0f} seconds, and the next one comes after {seconds:,}"


IN_BUCKET: Inputs = {"s3Bucket": "orders", "s3Key": "canary.zip"}
RULE = constraints_rule(
    id="synthetics-canary-valid",
    service="CloudWatch Synthetics",
    summary="Canaries must have code, memory and times that Synthetics takes",
    rationale="""
        The code of a canary is in a bucket or in an archive. It runs once, by cron, or by a rate of an hour at most, no
        run takes longer than the time to the next one, and its memory is a multiple of 64 megabytes.
    """,
    since="0.2.0",
    constraints={
        CANARY: (
            Constraint(
                demand=argument("runConfig.memoryInMb").is_number("a multiple of 64", lambda size: size % 64 == 0),
                when=argument("runConfig.memoryInMb").is_given().unsaid(),
                error="MemoryInMB: This value must be a multiple of 64.",
                source=RUN,
                fix=fix(Set("runConfig.memoryInMb", Blank("a multiple of 64, such as 1024"))),
                invalid={"runConfig": {"memoryInMb": 1000}},
                valid=({"runConfig": {"memoryInMb": 960}}, {"runConfig": {"memoryInMb": 1024}}),
            ),
            Constraint(
                demand=fits(rate, "a rate of an hour at most", rate_error),
                when=rate.is_given().unsaid(),
                error="ValidationException: Expression: you can specify a frequency between rate(1 minute) and"
                " rate(1 hour).",
                source=SCHEDULE,
                fix=fix(Set(rate.path, Blank("rate(1 hour) or a shorter one, or a cron expression"))),
                invalid=(
                    {rate.path: "rate(2 hours)"},
                    {rate.path: "rate(1 day)"},
                    {rate.path: "rate(90 minutes)"},
                ),
                valid=(
                    {rate.path: "rate(0 minute)"},
                    {rate.path: "rate(60 minutes)"},
                    {rate.path: "rate(0 hour)"},
                    {rate.path: "cron(0 8 ? * MON-FRI *)"},
                ),
            ),
            Constraint(
                demand=fits(
                    timeout,
                    "no longer than the time between two runs",
                    lasts_longer,
                    lambda it: timeout.of(it).as_number(),
                    rate.of,
                ),
                when=timeout.is_given().unsaid(),
                error="TimeoutInSeconds: You can't set this time to be longer than the frequency of the runs of this"
                " canary.",
                source=RUN,
                fix=fix(Set(timeout.path, Blank("no more seconds than between two runs"))),
                invalid={timeout.path: 120, rate.path: "rate(1 minute)"},
                valid=({timeout.path: 60, rate.path: "rate(1 minute)"}, {timeout.path: 840, rate.path: "rate(1 hour)"}),
            ),
            Constraint(
                demand=argument("s3Key").is_present(),
                when=argument("s3Bucket").is_given(),
                error="S3Key: The Amazon S3 key of your script.",
                source=f"{API}/API_CanaryCodeInput.html",
                fix=fix(Set("s3Key", Blank("the key of the archive in the bucket"))),
                invalid={"s3Key": None},
                valid={},
            ),
        )
    },
    base={
        CANARY[0]: {
            "name": "orders",
            "artifactS3Location": "s3://orders/",
            "executionRoleArn": "arn:aws:iam::123456789012:role/canary",
            "handler": "orders.handler",
            "runtimeVersion": "syn-nodejs-puppeteer-9.1",
            "schedule.expression": "rate(5 minutes)",
            **IN_BUCKET,
        }
    },
    references=(CREATE, SCHEDULE),
)
