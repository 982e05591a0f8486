"""cloudwatch-alarm-region-valid: CloudWatch alarm actions must be in the alarm's region."""

from collections.abc import Iterator

from policypack.aws import cloudwatch
from policypack.aws.common.regions import same_region
from policypack.check import Fact, Resource, Value, Verdict, all_facts, require, together
from policypack.fix import Blank, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

PUT = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"
OTHER_REGION = Rejection(
    service="CloudWatch",
    condition="An alarm's action is in another region than the alarm",
    error="ValidationError: Invalid region eu-central-1 specified. Only us-east-1 is supported.",
    source=PUT,
    invalid="edge",
    valid="near",
)


def check(alarm: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Topics, policies and functions that an alarm acts on are in the alarm's region."""
    region = context.region(alarm)
    for argument in cloudwatch.ACTIONS:
        yield require(
            alarm[argument].all(lambda action: is_near(action, alarm, argument, context)),  # noqa: B023
            when=alarm[argument].is_set(),
            at=argument,
            problem=f"The alarm is in {region} and an action of {argument} is in another region.",
            fix=fix(Set(argument, [Blank(f"the ARN of a topic in {region}, made by the alarm's provider")])),
            rejects=OTHER_REGION,
        )


def is_near(action: Value, alarm: Resource, argument: str, context: StackContext[None]) -> Fact:
    """By the region in the ARN; an ARN that is not known yet is in its resource's region."""
    if not action.is_unknown:
        return together(names_region, action, context.region(alarm))
    sources = [context.stack.get(urn) for urn in alarm.property_dependencies.get(argument, ())]
    known = [one for one in sources if one is not None and one.type in cloudwatch.ACTION_TYPES]
    if not known or len(known) < len(sources):
        return action.undecided()
    return all_facts(same_region(one, alarm, context.deployment) for one in known)


def names_region(arn: object, region: object) -> bool:
    """The ARN is of the region, or of none; so is every ARN where the alarm's region is not set anywhere."""
    parts = str(arn).split(":")
    return region is None or len(parts) < 6 or parts[3] in ("", region)


RULE = StackRule(
    id="cloudwatch-alarm-region-valid",
    summary="CloudWatch alarm actions must be in the alarm's region",
    rationale="""
        An alarm acts only on topics, policies and functions of its own region. A stack that makes alarms in us-east-1,
        for CloudFront or billing, easily names a topic that another provider makes in another region.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=cloudwatch.METRIC_ALARM,
    references=(PUT, "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html"),
    rejections=(OTHER_REGION,),
    check=check,
)
