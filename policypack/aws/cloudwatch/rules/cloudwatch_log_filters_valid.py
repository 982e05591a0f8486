"""cloudwatch-log-filters-valid: Log groups must not have more than five subscription filters."""

from policypack.aws import cloudwatch
from policypack.check import Resource, Verdict, is_not, require
from policypack.fix import note
from policypack.rule import Rejection, StackContext, StackRule

QUOTAS = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html"
RAISED = "https://github.com/aws-cloudformation/cfn-lint/pull/4688"
MOST_FILTERS = 5
"""Of one log group, since September 2026."""
TOO_MANY_FILTERS = Rejection(
    service="CloudWatch Logs",
    condition="A log group has more than 5 subscription filters",
    error="LimitExceededException: Resource limit exceeded.",
    source="https://github.com/dougmoscrop/serverless-plugin-log-subscription/issues/33",
    invalid="six",
    valid="five",
)


def check(group: Resource, context: StackContext[None]) -> Verdict:
    """A log group has five subscription filters at most."""
    filters = context.stack.linked(cloudwatch.SUBSCRIPTION_FILTER, to=group, by="logGroup", names=("name",)).count()
    return require(
        is_not(filters.at_least(MOST_FILTERS + 1)),
        at="name",
        problem=f"The log group has {filters} subscription filters; the most is {MOST_FILTERS}.",
        fix=note("one subscription filter to a Kinesis stream, which several consumers read"),
        rejects=TOO_MANY_FILTERS,
    )


RULE = StackRule(
    id="cloudwatch-log-filters-valid",
    summary="Log groups must not have more than five subscription filters",
    rationale="""
        A log group can have five subscription filters; until September 2026 it was two. Filters that other stacks put
        on the group count as well, and are not visible here.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=cloudwatch.LOG_GROUP,
    references=(QUOTAS, RAISED),
    rejections=(TOO_MANY_FILTERS,),
    check=check,
)
