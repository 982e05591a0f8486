"""autoscaling-group-valid: Auto Scaling groups must have valid sizes, placement and targets."""

from collections.abc import Iterator

from policypack.aws.common.computed import is_made_elsewhere
from policypack.aws.elb import TARGET_GROUP, target_type
from policypack.check import Fact, Resource, Verdict, any_of, is_not, require, together
from policypack.rule import Rejection, StackContext, StackRule

GROUP = ("aws:autoscaling/group:Group",)


def check(group: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The desired capacity lies between the sizes, the group has a place, and its targets are instances."""
    wanted, least, most = group["desiredCapacity"], group["minSize"], group["maxSize"]
    for limit, fits in ((least, at_least), (most, at_most)):
        yield require(
            together(fits, wanted.as_number(), limit.as_number()),
            when=wanted.is_set(),
            at=wanted,
            problem=f"Desired capacity: {wanted} must be between the specified min size: {least} and max size: {most}.",
            fix="desired_capacity=2  # from min_size to max_size, or not at all",
        )
    yield require(
        any_of(*(is_somewhere(group, argument) for argument in ("vpcZoneIdentifiers", "availabilityZones"))),
        at="vpcZoneIdentifiers",
        problem="Neither vpcZoneIdentifiers nor availabilityZones is set: At least one Availability Zone or VPC Subnet"
        " is required.",
        fix="vpc_zone_identifiers=[subnet.id for subnet in subnets]",
    )
    targets = context.stack.referred(group, "targetGroupArns", TARGET_GROUP)
    yield require(
        targets.all(lambda one: target_type(one, "instance")),
        when=group["targetGroupArns"].is_set(),
        at="targetGroupArns",
        problem="A target group of the list has another target type. Please ensure all provided Target Groups have"
        " target type of instance.",
        fix='target_type="instance"  # of the target group',
    )


def is_somewhere(group: Resource, argument: str) -> Fact:
    """The list of places has one, or is another resource's, which makes none for nothing."""
    return any_of(is_made_elsewhere(group[argument], group, argument), is_not(group[argument].is_empty()))


def at_least(wanted: object, least: object) -> bool:
    """Sizes that are not said are left to the provider, which requires them."""
    return not (isinstance(wanted, int | float) and isinstance(least, int | float)) or wanted >= least


def at_most(wanted: object, most: object) -> bool:
    return not (isinstance(wanted, int | float) and isinstance(most, int | float)) or wanted <= most


_CREATE = "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html"


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(
        service="EC2 Auto Scaling",
        condition=condition,
        error=f"ValidationError: {error}",
        source=source,
        invalid=refused,
        valid=accepted,
    )


_DESIRED = "Desired capacity:2 must be between the specified min size:4 and max size:10"

RULE = StackRule(
    id="autoscaling-group-valid",
    summary="Auto Scaling groups must have valid sizes, placement and targets",
    rationale="""
        A group starts with its desired capacity, which lies between its sizes, in the subnets or zones that it names.
        What it registers with a load balancer are its instances, so a target group of addresses does not take them.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=GROUP,
    references=(_CREATE,),
    rejections=(
        _rejection(
            "A group's desired capacity is under its minimum",
            _DESIRED,
            "https://github.com/convox/praxis/pull/258",
            "under",
            "at-minimum",
        ),
        _rejection(
            "A group's desired capacity is over its maximum",
            "Desired capacity:3 must be between the specified min size:1 and max size:1",
            "https://github.com/hashicorp/terraform/issues/16944",
            "over",
            "at-maximum",
        ),
        _rejection(
            "A group has neither subnets nor availability zones",
            "At least one Availability Zone or VPC Subnet is required.",
            "https://github.com/chef-boneyard/chef-provisioning-aws/issues/135",
            "nowhere",
            "at-minimum",
        ),
        _rejection(
            "A group registers with a target group of another type than instance",
            "Provided Target Group 'arn:aws:elasticloadbalancing:us-west-2:...' has invalid target type. Please ensure"
            " all provided Target Groups have target type of instance.",
            "https://github.com/hashicorp/terraform/issues/18674",
            "addresses",
            "at-maximum",
        ),
    ),
    check=check,
)
