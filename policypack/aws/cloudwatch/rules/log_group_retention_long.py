"""log-group-retention-long: Log groups must keep their events long enough."""

from typing import Annotated

from policypack.aws.cloudwatch import LOG_GROUP, RETENTIONS
from policypack.check import Resource, Verdict, any_of, is_not, require
from policypack.fix import Set, fix
from policypack.model.records import record
from policypack.rule import Context, ResourceRule


@record(frozen=True)
class Options:
    least_days: Annotated[int, "A log group keeps its events for so many days at least."] = 365


def check(group: Resource, context: Context[Options]) -> Verdict:
    """The retention is long enough, or none is set: then events stay for ever."""
    days, least = group["retentionInDays"], context.options.least_days
    return require(
        any_of(days.is_empty(), days.equals(0), days.at_least(least)),
        when=is_not(group["logGroupClass"].equals("DELIVERY")),
        at="retentionInDays",
        problem=f"retentionInDays is {days}, and logs are to be kept for {least} days.",
        fix=fix(Set("retentionInDays", next((one for one in RETENTIONS if one >= least), 0))),
    )


RULE = ResourceRule(
    id="log-group-retention-long",
    summary="Log groups must keep their events long enough",
    rationale="""
        An intrusion is often found months after it began, and then only old logs tell what happened. NIST SP 800-53 and
        AWS Security Hub ask for a year; `leastDays` is another number. The rule is off unless a setting gives it a
        level: most groups hold what is of no use after some weeks.
    """,
    level="disabled",
    consequence="hygiene",
    rated="medium",
    since="0.3.0",
    applies_to=LOG_GROUP,
    options=Options,
    controls=("CloudWatch.16",),
    references=("https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",),
    check=check,
)
