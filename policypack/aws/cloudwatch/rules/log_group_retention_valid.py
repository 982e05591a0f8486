"""log-group-retention-valid: Log groups must have a valid name and retention."""

from collections.abc import Iterator

from policypack.aws import cloudwatch
from policypack.check import Resource, Verdict, any_of, is_not, require
from policypack.rule import Context, Rejection, ResourceRule


def check(group: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The retention is one of CloudWatch's, and the name is of its form."""
    retention, name = group["retentionInDays"], group["name"]
    yield require(
        any_of(retention.is_in((cloudwatch.FOREVER, *cloudwatch.RETENTIONS)), is_not(retention.is_set())),
        at=retention,
        problem=f"retentionInDays is {retention}, which CloudWatch Logs refuses; it takes"
        f" {', '.join(map(str, cloudwatch.RETENTIONS))} days, and 0 for ever.",
        fix="retention_in_days=30",
    )
    yield require(
        name.matches(cloudwatch.LOG_GROUP_NAME),
        when=is_not(name.is_empty()),
        at=name,
        problem=f"The log group's name is {name}; CloudWatch Logs takes 1 to 512 letters, digits, and the characters"
        " . - _ / #",
        fix='name="/orders/api"',
    )


_RETENTION = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"
_CREATE = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html"

RULE = ResourceRule(
    id="log-group-retention-valid",
    summary="Log groups must have a valid name and retention",
    rationale="""
        A log group keeps its events for one of a few numbers of days, from 1 to 3,653, or for ever: 10 days, or 100,
        are refused. Its name may hold letters, digits, periods, hyphens, underscores, slashes and number signs.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=cloudwatch.LOG_GROUP,
    references=(_RETENTION, _CREATE),
    rejections=(
        Rejection(
            service="CloudWatch Logs",
            condition="A log group's retention is not one of the days that CloudWatch Logs offers",
            error="InvalidParameterException: 1 validation error detected: Value at 'retentionInDays' failed to satisfy"
            " constraint: Member must satisfy enum value set: [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400,"
            " 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]",
            source=_RETENTION,
            invalid="ten-days",
            valid="ten-years",
        ),
        Rejection(
            service="CloudWatch Logs",
            condition="A log group's name has other characters than letters, digits and . - _ / #, or more than 512",
            error="InvalidParameterException: 1 validation error detected: Value at 'logGroupName' failed to satisfy"
            " constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+",
            source=_CREATE,
            invalid="colon",
            valid="ten-years",
        ),
    ),
    check=check,
)
