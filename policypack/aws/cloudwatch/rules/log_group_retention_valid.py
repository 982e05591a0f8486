"""log-group-retention-valid: Log groups must have a valid name and retention."""

from policypack.aws.cloudwatch import LOG_GROUP, RETENTIONS
from policypack.constraint import Blank, Constraint, Set, argument, closest, fix, form, joined, length
from policypack.rule import constraints_rule

RETENTION = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html"
CREATE = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html"
ERROR = "InvalidParameterException: 1 validation error detected: Value at '{}' failed to satisfy constraint: Member"
FOREVER = 0
"""The retention of a log group whose events never expire; the provider then sets none."""

days = argument("retentionInDays")

RULE = constraints_rule(
    id="log-group-retention-valid",
    service="CloudWatch Logs",
    summary="Log groups must have a valid name and retention",
    rationale="""
        A log group keeps its events for one of a few numbers of days, from 1 to 3,653, or forever: CloudWatch Logs
        rejects 10 days, or 100. Its name may have letters, digits, periods, hyphens, underscores, slashes and number
        signs.
    """,
    since="0.1.0",
    constraints={
        LOG_GROUP: (
            Constraint(
                demand=days.one_of(FOREVER, *RETENTIONS),
                when=days.is_given().unsaid(),
                error=f"{ERROR.format('retentionInDays')} must satisfy enum value set: {[*RETENTIONS]}",
                source=RETENTION,
                fix=fix(
                    Set("retentionInDays", Blank("a number of days, such as 30")),
                    note=f"{FOREVER} keeps the events forever",
                ),
                correct=closest(RETENTIONS),
                invalid={"retentionInDays": 10},
                valid=tuple({"retentionInDays": number} for number in (FOREVER, 3653)),
            ),
            form(
                "name",
                r"[.\-_/#A-Za-z0-9]+",
                "letters, digits and the characters . - _ / #",
                invalid="orders:api",
                valid="/orders/api_2.0-new#1",
                correct=joined(r".\-_/#A-Za-z0-9"),
                error=rf"{ERROR.format('logGroupName')} must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+",
                source=CREATE,
            ),
            length(
                "name",
                512,
                error=f"{ERROR.format('logGroupName')} must have length less than or equal to 512",
                source=CREATE,
            ),
        )
    },
)
