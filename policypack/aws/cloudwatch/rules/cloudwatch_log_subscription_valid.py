"""cloudwatch-log-subscription-valid: Log filters must be of standard groups, with a role for streams only."""

from collections.abc import Iterator

from policypack.aws import cloudwatch
from policypack.aws.common.services import service_of
from policypack.check import Resource, Verdict, any_of, is_not, known, require
from policypack.fix import Blank, Remove, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

PUT = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html"
STREAMS = ("kinesis", "firehose")
ROLE_FOR_FUNCTION = Rejection(
    service="CloudWatch Logs",
    condition="A subscription filter to a Lambda function has a role",
    error="InvalidParameterException: destinationArn for vendor lambda cannot be used with roleArn",
    source="https://github.com/cloudtools/troposphere/pull/413",
    invalid="to-function",
    valid="function",
)
STREAM_WITHOUT_ROLE = Rejection(
    service="CloudWatch Logs",
    condition="A subscription filter to a Kinesis or Firehose stream has no role",
    error="InvalidParameterException: destinationArn for vendor kinesis cannot be used without roleArn",
    source="https://github.com/theburningmonk/lambda-logging-kinesis-demo/issues/1",
    invalid="to-stream",
    valid="stream",
)


CLASS = Rejection(
    service="CloudWatch Logs",
    condition="A log group of the class INFREQUENT_ACCESS has a metric filter or a subscription filter",
    error="InvalidParameterException: the log class INFREQUENT_ACCESS does not support metric filters and subscription"
    " filters",
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html",
    invalid="seldom",
    valid="function",
)


def check(subscription: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A function lets CloudWatch Logs in by a permission of its own, a stream by a role."""
    yield is_of_standard_class(subscription, context)
    if subscription.type in cloudwatch.METRIC_FILTER:
        return
    to = service_of(subscription, "destinationArn", context.stack)
    role = subscription["roleArn"]
    yield require(
        role.is_empty() if role.is_known or role.is_absent else known(False),
        when=to.equals("lambda"),
        at="roleArn",
        problem="The subscription filter sends to a Lambda function and has a role: CloudWatch Logs calls functions by"
        " a permission of the function.",
        fix=fix(Remove("roleArn"), note="an aws.lambda.Permission lets logs.amazonaws.com call the function"),
        rejects=ROLE_FOR_FUNCTION,
    )
    yield require(
        any_of(known(role.is_unknown), is_not(role.is_empty())),
        when=to.is_in(STREAMS),
        at="roleArn",
        problem="The subscription filter sends to a stream and has no role that lets CloudWatch Logs write to it.",
        fix=fix(Set("roleArn", Blank("the ARN of a role that trusts logs.amazonaws.com"))),
        rejects=STREAM_WITHOUT_ROLE,
    )


def is_of_standard_class(filter_: Resource, context: StackContext[None]) -> Verdict:
    """The log group is of the class that has filters."""
    argument = "logGroupName" if filter_.type in cloudwatch.METRIC_FILTER else "logGroup"
    groups = context.stack.referred(filter_, argument, cloudwatch.LOG_GROUP, ("name",))
    return require(
        is_not(groups.any(lambda group: group["logGroupClass"].equals("INFREQUENT_ACCESS"))),
        when=groups.exists(),
        at=argument,
        problem="The log group is of the class INFREQUENT_ACCESS, which has no filters.",
        fix=fix(Remove(""), note="a log group of the class STANDARD has filters, and no group changes its class"),
        rejects=CLASS,
    )


RULE = StackRule(
    id="cloudwatch-log-subscription-valid",
    summary="Log filters must be of standard groups, with a role for streams only",
    rationale="""
        CloudWatch Logs writes to a Kinesis or Firehose stream through a role of the subscription filter. A Lambda
        function lets it in by a permission of its own, and CloudWatch Logs then rejects a role. In a first preview the
        destination's ARN is not known yet; the resource that it comes from shows the service. A log group of the class
        INFREQUENT_ACCESS has neither subscription filters nor metric filters.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*cloudwatch.SUBSCRIPTION_FILTER, *cloudwatch.METRIC_FILTER),
    references=(PUT,),
    rejections=(ROLE_FOR_FUNCTION, STREAM_WITHOUT_ROLE, CLASS),
    check=check,
)
