"""cloudwatch-log-filters-valid: Log groups must not have more than five subscription filters."""

from policypack.aws import cloudwatch
from policypack.check import Resource, Verdict, is_not, require
from policypack.rule import Bad, Good, Rejection, StackContext, StackRule, Undecided


def check(group: Resource, context: StackContext[None]) -> Verdict:
    """A log group has five subscription filters at most."""
    filters = context.stack.linked(cloudwatch.SUBSCRIPTION_FILTER, to=group, by="logGroup", names=("name",)).count()
    return require(
        is_not(filters.at_least(cloudwatch.MOST_SUBSCRIPTION_FILTERS + 1)),
        at="name",
        problem=f"The log group has {filters} subscription filters; CloudWatch Logs takes"
        f" {cloudwatch.MOST_SUBSCRIPTION_FILTERS} of one group: Resource limit exceeded.",
        fix="one subscription to a Kinesis stream, which several consumers read",
    )


_QUOTAS = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html"

RULE = StackRule(
    id="cloudwatch-log-filters-valid",
    summary="Log groups must not have more than five subscription filters",
    rationale="""
        A log group takes five subscription filters; until September 2026 it was two. Filters that others put on the
        group count as well and are not in sight here.
    """,
    level="mandatory",
    severity="high",
    applies_to=cloudwatch.LOG_GROUP,
    references=(_QUOTAS, "https://github.com/aws-cloudformation/cfn-lint/pull/4688"),
    rejections=(
        Rejection(
            service="CloudWatch Logs",
            condition="A log group has more than 5 subscription filters",
            error="LimitExceededException: Resource limit exceeded.",
            source="https://github.com/dougmoscrop/serverless-plugin-log-subscription/issues/33",
            invalid="six",
            valid="five",
        ),
    ),
    check=check,
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            group = aws.cloudwatch.LogGroup("six")
            for index in range(6):
                aws.cloudwatch.LogSubscriptionFilter(
                    f"six-{index}", log_group=group.name, filter_pattern="",
                    destination_arn=f"arn:aws:lambda:us-east-1:123456789012:function:reader-{index}")
            """,
            finds={"six": "name"},
        ),
        Good(
            """
            import pulumi_aws as aws
            group = aws.cloudwatch.LogGroup("five")
            aws.cloudwatch.LogGroup("none")
            for index in range(5):
                aws.cloudwatch.LogSubscriptionFilter(
                    f"five-{index}", log_group=group.name, filter_pattern="",
                    destination_arn=f"arn:aws:lambda:us-east-1:123456789012:function:reader-{index}")
            """
        ),
        Undecided(
            """
            import pulumi
            import pulumi_aws as aws
            group, other = aws.cloudwatch.LogGroup("orders"), aws.cloudwatch.LogGroup("other")
            longer = pulumi.Output.all(group.id, other.id).apply(lambda names: max(names, key=len))
            for index in range(6):
                aws.cloudwatch.LogSubscriptionFilter(
                    f"orders-{index}", log_group=group.name if index else longer, filter_pattern="",
                    destination_arn=f"arn:aws:lambda:us-east-1:123456789012:function:reader-{index}")
            """,
            because={"orders": "logGroup"},
        ),
    ),
)
