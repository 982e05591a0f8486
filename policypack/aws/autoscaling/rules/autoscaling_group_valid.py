"""autoscaling-group-valid: Auto Scaling groups must have valid sizes, placement and targets."""

from collections.abc import Iterator

from policypack.aws.common.computed import is_made_elsewhere
from policypack.aws.elb import TARGET_GROUP, target_type
from policypack.check import Fact, Resource, Verdict, any_of, is_not, require
from policypack.constraint import Constraint, Inputs, Table, argument, nearest
from policypack.fix import Blank, Remove, Set, Target, fix
from policypack.model.conditions import any_condition
from policypack.rule import Rejection, StackContext, StackRule

GROUP = ("aws:autoscaling/group:Group",)
CREATE = "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html"

desired, smallest, largest = argument("desiredCapacity"), argument("minSize"), argument("maxSize")
lifetime = argument("maxInstanceLifetime")
has_launch_source = any_condition(
    argument(path).is_present() for path in ("launchTemplate", "mixedInstancesPolicy", "launchConfiguration")
)
DISTRIBUTION = "mixedInstancesPolicy.instancesDistribution"
SPOT = f"{DISTRIBUTION}.spotAllocationStrategy"
SPOT_STRATEGIES = ("lowest-price", "capacity-optimized", "capacity-optimized-prioritized", "price-capacity-optimized")
BETWEEN = fix(
    Set("desiredCapacity", Blank("a number from minSize to maxSize")),
    otherwise=Remove("desiredCapacity"),
)
TEMPLATE = "lt-0123456789abcdef0"
SPECIFICATION = "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification"
VERSIONS: dict[str, Inputs] = {
    "launchTemplate.version": {"launchConfiguration": None, "launchTemplate.id": TEMPLATE},
    f"{SPECIFICATION}.version": {"launchConfiguration": None, f"{SPECIFICATION}.launchTemplateId": TEMPLATE},
}
TABLE = Table(
    "EC2 Auto Scaling",
    {
        GROUP: (
            *(
                Constraint(
                    demand=argument(path).matches(r"\$Latest|\$Default|[0-9]+", "$Latest, $Default or a number"),
                    when=argument(path).is_given().unsaid(),
                    error="ValidationError: Invalid launch template version: either '$Default', '$Latest', or a numeric"
                    " version are allowed.",
                    source="https://github.com/7Factor/terraform-aws-concourse/issues/28",
                    fix=fix(Set(path, "$Latest")),
                    invalid={**beside, path: "latest"},
                    valid=({**beside, path: "$Latest"}, {**beside, path: "3"}),
                )
                for path, beside in VERSIONS.items()
            ),
            Constraint(
                demand=smallest.at_most_that_of(desired),
                when=desired.is_set().unsaid(),
                at="desiredCapacity",
                error="ValidationError: Desired capacity:2 must be between the specified min size:4 and max size:10",
                source="https://github.com/convox/praxis/pull/258",
                fix=BETWEEN,
                invalid={"minSize": 2, "desiredCapacity": 1},
                valid={"minSize": 1, "desiredCapacity": 1},
            ),
            Constraint(
                demand=desired.at_most_that_of(largest),
                when=desired.is_set().unsaid(),
                error="ValidationError: Desired capacity:3 must be between the specified min size:1 and max size:1",
                source="https://github.com/hashicorp/terraform/issues/16944",
                fix=BETWEEN,
                invalid={"desiredCapacity": 4, "maxSize": 3},
                valid={"desiredCapacity": 3, "maxSize": 3},
            ),
            Constraint(
                demand=smallest.at_most_that_of(largest),
                error="The desired capacity must be greater than or equal to the minimum size of the group and less"
                " than or equal to the maximum size of the group.",
                source=CREATE,
                fix=fix(Set("maxSize", Blank("at least minSize")), note="minSize is at most maxSize"),
                invalid={"minSize": 4, "maxSize": 3},
                valid={"minSize": 3, "maxSize": 3},
            ),
            Constraint(
                demand=lifetime.between(86_400, 31_536_000) | lifetime.equals(0),
                when=lifetime.is_set().unsaid(),
                error="MaxInstanceLifetime: The default is null. If specified, the value must be either 0 or a number"
                " equal to or greater than 86,400 seconds (1 day).",
                source=CREATE,
                fix=fix(Set("maxInstanceLifetime", 86_400)),
                correct=nearest(86_400, 31_536_000),
                invalid={"maxInstanceLifetime": 3600},
                valid=({"maxInstanceLifetime": 86_400}, {"maxInstanceLifetime": 0}),
            ),
            Constraint(
                demand=argument(SPOT).one_of(*SPOT_STRATEGIES),
                when=argument(SPOT).is_given().unsaid(),
                error="ValidationError: SpotAllocationStrategy is not valid. Valid options are: [lowest-price,"
                " capacity-optimized, capacity-optimized-prioritized, price-capacity-optimized]",
                source="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstancesDistribution.html",
                fix=fix(Set(SPOT, "price-capacity-optimized")),
                invalid={"launchConfiguration": None, SPOT: "diversified"},
                valid={"launchConfiguration": None, SPOT: "capacity-optimized"},
            ),
            Constraint(
                demand=argument(SPOT).equals("lowest-price") | argument(SPOT).is_empty(),
                when=argument(f"{DISTRIBUTION}.spotInstancePools").at_least(1),
                at=f"{DISTRIBUTION}.spotInstancePools",
                error="SpotInstancePools: Valid only when the SpotAllocationStrategy is lowest-price.",
                source="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstancesDistribution.html",
                fix=fix(Remove(f"{DISTRIBUTION}.spotInstancePools")),
                invalid={
                    "launchConfiguration": None,
                    DISTRIBUTION: {"spotAllocationStrategy": "capacity-optimized", "spotInstancePools": 3},
                },
                valid={
                    "launchConfiguration": None,
                    DISTRIBUTION: {"spotAllocationStrategy": "lowest-price", "spotInstancePools": 3},
                },
            ),
            Constraint(
                demand=has_launch_source,
                at="launchTemplate",
                error="ValidationError: Valid requests must contain either LaunchTemplate, LaunchConfigurationName,"
                " InstanceId or MixedInstancesPolicy parameter.",
                source="https://github.com/floci-io/floci/pull/1439",
                fix=fix(Set("launchTemplate", {"id": Blank("the ID of a launch template"), "version": "$Latest"})),
                invalid={"launchConfiguration": None},
                valid=(
                    {"launchConfiguration": "web"},
                    {"launchConfiguration": None, "launchTemplate": {"id": "lt-0123456789abcdef0"}},
                ),
                problem="The group has no launchTemplate, mixedInstancesPolicy or launchConfiguration.",
                condition="A group has no launch template, mixed instances policy or launch configuration",
            ),
        )
    },
    {GROUP[0]: {"launchConfiguration": "web", "availabilityZones": ["us-east-1a"], "minSize": 1, "maxSize": 3}},
)
NO_PLACE = Rejection(
    service="EC2 Auto Scaling",
    condition="A group has neither subnets nor availability zones",
    error="ValidationError: At least one Availability Zone or VPC Subnet is required.",
    source="https://github.com/chef-boneyard/chef-provisioning-aws/issues/135",
    invalid="nowhere",
    valid="zones",
)
OTHER_TARGETS = Rejection(
    service="EC2 Auto Scaling",
    condition="A group's target group has another target type than instance",
    error="ValidationError: Provided Target Group 'arn:aws:elasticloadbalancing:us-west-2:...' has invalid target type."
    " Please ensure all provided Target Groups have target type of instance.",
    source="https://github.com/hashicorp/terraform/issues/18674",
    invalid="addresses",
    valid="instances",
)


def check(group: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The group has subnets or availability zones, and its targets are instances."""
    yield require(
        any_of(*(has_place(group, argument) for argument in ("vpcZoneIdentifiers", "availabilityZones"))),
        at="vpcZoneIdentifiers",
        problem="Neither vpcZoneIdentifiers nor availabilityZones is set, so the group has no place for its instances.",
        fix=fix(Set("vpcZoneIdentifiers", Blank("the IDs of subnets"))),
        rejects=NO_PLACE,
    )
    targets = context.stack.referred(group, "targetGroupArns", TARGET_GROUP)
    others = [one for one in targets if target_type(one, "instance").truth is False]
    yield require(
        targets.all(lambda one: target_type(one, "instance")),
        when=group["targetGroupArns"].is_set(),
        at="targetGroupArns",
        problem="A target group of targetGroupArns has another targetType than instance, but the group registers"
        " instances.",
        fix=fix(*(Set("targetType", "instance", on=Target.of(one)) for one in others)),
        rejects=OTHER_TARGETS,
    )


def has_place(group: Resource, argument: str) -> Fact:
    """The list has an element, or is another resource's output."""
    return any_of(is_made_elsewhere(group[argument], group, argument), is_not(group[argument].is_empty()))


RULE = StackRule(
    id="autoscaling-group-valid",
    summary="Auto Scaling groups must have valid sizes, placement and targets",
    rationale="""
        A group starts with its desired capacity, which is between its minimum and its maximum, in the subnets or
        availability zones that it lists. It registers its instances with target groups, whose target type must be
        instance.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=GROUP,
    references=(CREATE,),
    rejections=(*TABLE.rejections, NO_PLACE, OTHER_TARGETS),
    table=TABLE,
    check=check,
)
