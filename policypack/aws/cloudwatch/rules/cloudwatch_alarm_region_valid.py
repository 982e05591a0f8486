"""cloudwatch-alarm-region-valid: CloudWatch alarm actions must be in the alarm's region."""

from collections.abc import Iterator

from policypack.aws import cloudwatch
from policypack.aws.common.regions import same_region
from policypack.check import Fact, Resource, Value, Verdict, all_facts, require, together
from policypack.rule import Rejection, StackContext, StackRule


def check(alarm: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Topics, policies and functions that an alarm acts through are of the alarm's region."""
    for argument in cloudwatch.ACTIONS:
        yield require(
            alarm[argument].all(lambda action: is_near(action, alarm, argument, context)),  # noqa: B023
            when=alarm[argument].is_set(),
            at=argument,
            problem=f"The alarm is in {context.region(alarm)} and an action of {argument} is in another region, which"
            " CloudWatch refuses: Invalid region specified.",
            fix="alarm_actions=[topic.arn]  # a topic of the alarm's own region, made by the same provider",
        )


def is_near(action: Value, alarm: Resource, argument: str, context: StackContext[None]) -> Fact:
    """By the region in the ARN; an ARN that is not known yet is of its resource's region."""
    if not action.is_unknown:
        return together(names_region, action, context.region(alarm))
    sources = [context.stack.get(urn) for urn in alarm.property_dependencies.get(argument, ())]
    known = [one for one in sources if one is not None and one.type in cloudwatch.ACTION_TYPES]
    if not known or len(known) < len(sources):
        return action.undecided()
    return all_facts(same_region(one, alarm, context.deployment) for one in known)


def names_region(arn: object, region: object) -> bool:
    parts = str(arn).split(":")
    return region is None or len(parts) < 6 or parts[3] in ("", region)


_PUT = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"

RULE = StackRule(
    id="cloudwatch-alarm-region-valid",
    summary="CloudWatch alarm actions must be in the alarm's region",
    rationale="""
        An alarm sends only to topics, policies and functions of its own region. Stacks that make alarms in us-east-1,
        for CloudFront or billing, easily name a topic of the other provider.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=cloudwatch.METRIC_ALARM,
    references=(_PUT, "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html"),
    rejections=(
        Rejection(
            service="CloudWatch",
            condition="An alarm's action is in another region than the alarm",
            error="ValidationError: Invalid region eu-central-1 specified. Only us-east-1 is supported.",
            source=_PUT,
            invalid="edge",
            valid="near",
        ),
    ),
    check=check,
)
