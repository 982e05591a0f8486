"""autoscaling-group-valid: Auto Scaling groups must have valid sizes, placement and targets."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from policypack.aws.autoscaling import GROUP
from policypack.aws.common.computed import is_made_elsewhere
from policypack.aws.elb import TARGET_GROUP, target_type
from policypack.check import Fact, Resource, Verdict, any_of, is_not, require
from policypack.constraint import (
    Constraint,
    Inputs,
    Table,
    argument,
    distinct,
    fits,
    nearest,
    one_of,
    several,
)
from policypack.fix import Blank, Remove, Set, Target, fix, note
from policypack.model.conditions import Condition, Subject, Words, any_condition
from policypack.model.facts import Count
from policypack.model.values import Value
from policypack.rule import Rejection, StackContext, StackRule

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
PERCENTAGE = f"{DISTRIBUTION}.onDemandPercentageAboveBaseCapacity"
OVERRIDES = "mixedInstancesPolicy.launchTemplate.overrides"
ONE_TEMPLATE: Inputs = {"launchConfiguration": None, f"{SPECIFICATION}.launchTemplateId": TEMPLATE}
BY_NEED = {"instanceRequirements": {"memoryMib": {"min": 4096}, "vcpuCount": {"min": 2}}}
RANGES = (
    "acceleratorCount",
    "acceleratorTotalMemoryMib",
    "baselineEbsBandwidthMbps",
    "memoryGibPerVcpu",
    "memoryMib",
    "networkBandwidthGbps",
    "networkInterfaceCount",
    "totalLocalStorageGb",
    "vcpuCount",
)
"""What instances must have, from a smallest to a largest number."""
TERMINATION = (
    "AllocationStrategy|ClosestToNextInstanceHour|Default|NewestInstance|OldestInstance|OldestLaunchConfiguration"
    "|OldestLaunchTemplate"
)
overrides = argument(OVERRIDES)
healthy, healthiest = (argument(f"instanceMaintenancePolicy.{one}HealthyPercentage") for one in ("min", "max"))


def spread_error(most: float | None, least: float | None) -> str | None:
    """The largest share of healthy instances is not more than 100 above the smallest one."""
    if most is None or least is None or most - least <= 100:
        return None
    return f"it is {most - least:g} above minHealthyPercentage"


def of_overrides(question: Callable[[Value], Fact], count: Callable[[Count], Fact]) -> Callable[[Subject], Fact]:
    """What is asked of how many overrides answer yes."""
    return lambda it: count(overrides.of(it).count(question))


def is_by_need(override: Value) -> Fact:
    return is_not(override["instanceRequirements"].is_empty())


def is_weighted(override: Value) -> Fact:
    return is_not(override["weightedCapacity"].is_empty())


picks_by_need = Condition(
    of_overrides(is_by_need, lambda count: count.at_least(1)),
    Words.of(OVERRIDES, *(f"{verb} instanceRequirements" for verb in ("has", "lacks", "must have", "must not have"))),
    (OVERRIDES,),
)
has_weights = Condition(
    of_overrides(is_weighted, lambda count: count.at_least(1)),
    Words.of(OVERRIDES, *(f"{verb} a weightedCapacity" for verb in ("has", "lacks", "must have", "must not have"))),
    (OVERRIDES,),
)


def in_order(name: str) -> Constraint:
    """A range of what instances must have runs upwards."""
    low, high = argument(f"instanceRequirements.{name}.min"), argument(f"instanceRequirements.{name}.max")
    needed = {**BY_NEED["instanceRequirements"]}
    row = Constraint(
        demand=low.at_most_that_of(high),
        when=high.is_number("above 0", lambda number: number > 0).unsaid(),
        error="ValidationError: Invalid instance requirements. The Min value (4) in VCpuCount must be less or equal to"
        " the Max value (2)",
        source=CREATE,
        fix=fix(Set(low.path, Blank("at most max")), otherwise=Set(high.path, Blank("at least min"))),
        invalid={"instanceRequirements": {**needed, name: {"min": 4, "max": 2}}},
        valid={"instanceRequirements": {**needed, name: {"min": 2, "max": 4}}},
    )
    return with_template(row)


def with_template(row: Constraint) -> Constraint:
    """The row for each override of a group that has a launch template."""
    whole = row.inside(f"{OVERRIDES}[]")
    return replace(
        whole,
        invalid=tuple({**one, **ONE_TEMPLATE} for one in several(whole.invalid)),
        valid=tuple({**one, **ONE_TEMPLATE} for one in several(whole.valid)),
    )


MIXED = (
    distinct(
        OVERRIDES,
        "instanceType",
        items=({"instanceType": "m7g.large"}, {"instanceType": "m6g.large"}),
        beside=ONE_TEMPLATE,
        error="ValidationError: Cannot add same instance type override more than once",
        source=CREATE,
    ).also_when(
        Condition(
            of_overrides(
                lambda one: is_not(one["launchTemplateSpecification"].is_empty()), lambda own: is_not(own.at_least(1))
            ),
            Words("", "", "", ""),
        )
    ),
    Constraint(
        demand=overrides.has_at_most(40),
        when=overrides.is_given().unsaid(),
        error="ValidationError: The number of LaunchTemplateOverrides must be fewer than 40",
        source=CREATE,
        fix=note("at most 40 overrides"),
        invalid={**ONE_TEMPLATE, OVERRIDES: [{"instanceType": f"m7g.{size}xlarge"} for size in range(41)]},
        valid={**ONE_TEMPLATE, OVERRIDES: [{"instanceType": f"m7g.{size}xlarge"} for size in range(40)]},
    ),
    Constraint(
        demand=Condition(
            of_overrides(is_by_need, lambda count: is_not(count.at_least(5))),
            Words.of(
                OVERRIDES,
                *(
                    f"{verb} instanceRequirements in four elements at most"
                    for verb in ("has", "lacks", "must have", "must not have")
                ),
            ),
            (OVERRIDES,),
        ),
        when=overrides.is_given().unsaid(),
        error="ValidationError: You can only have 4 launch template overrides using instance requirements at most",
        source=CREATE,
        fix=note("instanceRequirements in at most four overrides"),
        invalid={**ONE_TEMPLATE, OVERRIDES: [BY_NEED] * 5},
        valid={**ONE_TEMPLATE, OVERRIDES: [BY_NEED] * 4},
        condition="more than four overrides of a mixed instances policy have instanceRequirements",
    ),
    Constraint(
        demand=~has_weights
        | Condition(
            lambda it: overrides.of(it).all(is_weighted),
            Words.of(
                OVERRIDES,
                *(f"{verb} a weightedCapacity in each element" for verb in ("has", "lacks", "must have", "must not")),
            ),
            (OVERRIDES,),
        ),
        when=overrides.is_given().unsaid(),
        error="ValidationError: Not all instance types have a defined WeightedCapacity",
        source=CREATE,
        fix=note("a weightedCapacity for each override, or for none"),
        invalid={
            **ONE_TEMPLATE,
            OVERRIDES: [{"instanceType": "m7g.large", "weightedCapacity": "1"}, {"instanceType": "m7g.xlarge"}],
        },
        valid={
            **ONE_TEMPLATE,
            OVERRIDES: [
                {"instanceType": "m7g.large", "weightedCapacity": "1"},
                {"instanceType": "m7g.xlarge", "weightedCapacity": "2"},
            ],
        },
        condition="some overrides of a mixed instances policy have a weightedCapacity and others have none",
    ),
    with_template(
        Constraint(
            demand=argument("instanceType").is_empty(),
            when=argument("instanceRequirements").is_given(),
            error="ValidationError: The parameter InstanceType cannot be used in a launch template override using"
            " instance requirements",
            source=CREATE,
            fix=fix(Remove("instanceType"), otherwise=Remove("instanceRequirements")),
            invalid={**BY_NEED, "instanceType": "m7g.large"},
            valid=BY_NEED,
        )
    ),
    with_template(
        Constraint(
            demand=argument("instanceRequirements.excludedInstanceTypes").is_empty(),
            when=argument("instanceRequirements.allowedInstanceTypes").is_given(),
            error="ValidationError: You can specify either AllowedInstanceTypes or ExcludedInstanceTypes, but not both",
            source=CREATE,
            fix=fix(
                Remove("instanceRequirements.excludedInstanceTypes"),
                otherwise=Remove("instanceRequirements.allowedInstanceTypes"),
            ),
            invalid={
                "instanceRequirements": {
                    **BY_NEED["instanceRequirements"],
                    "allowedInstanceTypes": ["m7g.*"],
                    "excludedInstanceTypes": ["m6g.*"],
                }
            },
            valid={"instanceRequirements": {**BY_NEED["instanceRequirements"], "allowedInstanceTypes": ["m7g.*"]}},
        )
    ),
    with_template(
        Constraint(
            demand=~argument("instanceRequirements.maxSpotPriceAsPercentageOfOptimalOnDemandPrice").at_least(1),
            when=argument("instanceRequirements.spotMaxPricePercentageOverLowestPrice").at_least(1),
            error="ValidationError: Specify only one of these parameters",
            source=CREATE,
            fix=fix(
                Remove("instanceRequirements.maxSpotPriceAsPercentageOfOptimalOnDemandPrice"),
                otherwise=Remove("instanceRequirements.spotMaxPricePercentageOverLowestPrice"),
            ),
            invalid={
                "instanceRequirements": {
                    **BY_NEED["instanceRequirements"],
                    "spotMaxPricePercentageOverLowestPrice": 50,
                    "maxSpotPriceAsPercentageOfOptimalOnDemandPrice": 60,
                }
            },
            valid={
                "instanceRequirements": {
                    **BY_NEED["instanceRequirements"],
                    "spotMaxPricePercentageOverLowestPrice": 50,
                }
            },
        )
    ),
    *map(in_order, RANGES),
    *(
        Constraint(
            demand=~argument(f"{DISTRIBUTION}.{kind}").equals(strategy),
            when=picks_by_need,
            error=f"ValidationError: The {strategy} allocation strategy is not compatible with instance requirements",
            source=CREATE,
            fix=fix(Set(f"{DISTRIBUTION}.{kind}", other)),
            invalid={**ONE_TEMPLATE, OVERRIDES: [BY_NEED], f"{DISTRIBUTION}.{kind}": strategy},
            valid={**ONE_TEMPLATE, OVERRIDES: [BY_NEED], f"{DISTRIBUTION}.{kind}": other},
        )
        for kind, strategy, other in (
            ("onDemandAllocationStrategy", "prioritized", "lowest-price"),
            ("spotAllocationStrategy", "capacity-optimized-prioritized", "price-capacity-optimized"),
        )
    ),
    Constraint(
        demand=argument(PERCENTAGE).between(0, 100),
        when=argument(PERCENTAGE).is_given().unsaid(),
        error="ValidationError: Member must have value less than or equal to 100",
        source="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstancesDistribution.html",
        fix=fix(Set(PERCENTAGE, Blank("0 to 100"))),
        correct=nearest(0, 100),
        invalid={**ONE_TEMPLATE, PERCENTAGE: 101},
        valid=({**ONE_TEMPLATE, PERCENTAGE: 0}, {**ONE_TEMPLATE, PERCENTAGE: 100}),
    ),
    Constraint(
        demand=argument("warmPool").is_empty(),
        when=has_weights,
        error="ValidationError: You can't add a warm pool to an Auto Scaling group that uses a mixed instances policy"
        " with instance weights",
        source="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutWarmPool.html",
        fix=fix(Remove("warmPool")),
        invalid={
            **ONE_TEMPLATE,
            OVERRIDES: [{"instanceType": "m7g.large", "weightedCapacity": "1"}],
            "warmPool": {"poolState": "Stopped"},
        },
        valid=(
            {**ONE_TEMPLATE, OVERRIDES: [{"instanceType": "m7g.large", "weightedCapacity": "1"}]},
            {**ONE_TEMPLATE, OVERRIDES: [{"instanceType": "m7g.large"}], "warmPool": {"poolState": "Stopped"}},
        ),
    ),
)
OWN = (
    *(
        Constraint(
            demand=argument(path).at_least(0),
            when=argument(path).is_given().unsaid(),
            error=f"ValidationError: {error}",
            source=CREATE,
            fix=fix(Set(path, Blank("seconds, 0 or more"))),
            invalid={path: -1},
            valid={path: 0},
        )
        for path, error in (
            ("defaultCooldown", "Member must have value greater than or equal to 0"),
            ("healthCheckGracePeriod", "Grace period must be a positive integer."),
        )
    ),
    Constraint(
        demand=argument("healthCheckType").lacks(r"\bEC2\s*,|,\s*EC2\b", "EC2 beside another type"),
        when=argument("healthCheckType").is_given().unsaid(),
        error="ValidationError: Specifying EC2 in addition to other health check types is not supported",
        source=CREATE,
        fix=fix(Set("healthCheckType", Blank("the other types, which include EC2"))),
        invalid={"healthCheckType": "EC2,ELB"},
        valid=({"healthCheckType": "ELB"}, {"healthCheckType": "EC2"}, {"healthCheckType": "ELB,EBS"}),
    ),
    Constraint(
        demand=fits(
            healthiest,
            "at most 100 above minHealthyPercentage",
            spread_error,
            lambda it: healthiest.of(it).as_number(),
            lambda it: healthy.of(it).as_number(),
        ),
        when=(healthy.at_least(0) & healthiest.at_least(0)).unsaid(),
        error="ValidationError: The difference between MaxHealthyPercentage and MinHealthyPercentage must be less than"
        " or equal to 100",
        source="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstanceMaintenancePolicy.html",
        fix=fix(Set(healthy.path, Blank("at least maxHealthyPercentage less 100"))),
        invalid={"instanceMaintenancePolicy": {"minHealthyPercentage": 50, "maxHealthyPercentage": 200}},
        valid=(
            {"instanceMaintenancePolicy": {"minHealthyPercentage": 100, "maxHealthyPercentage": 200}},
            {"instanceMaintenancePolicy": {"minHealthyPercentage": 0, "maxHealthyPercentage": 100}},
        ),
    ),
    Constraint(
        demand=Condition(
            lambda it: it.at("terminationPolicies").all(
                lambda one: one.matches(rf"(?i:{TERMINATION})|arn:[\w-]+:lambda:.+")
            ),
            Words.be("terminationPolicies", "names of policies, or the ARN of a function"),
            ("terminationPolicies",),
        ),
        when=argument("terminationPolicies").is_given().unsaid(),
        error="ValidationError: [Oldest] is not a valid termination policy",
        source=CREATE,
        fix=note("a name such as OldestInstance, or the ARN of a function"),
        invalid={"terminationPolicies": ["Oldest"]},
        valid=(
            {"terminationPolicies": ["OldestLaunchTemplate", "OldestInstance"]},
            {"terminationPolicies": ["arn:aws:lambda:us-east-1:123456789012:function:terminate:live"]},
        ),
    ),
    Constraint(
        demand=~argument("capacityReservationSpecification.capacityReservationPreference").one_of("default", "none"),
        when=argument("capacityReservationSpecification.capacityReservationTarget").is_given(),
        error="ValidationError: You can't specify CapacityReservationPreference as default or none and provide a"
        " CapacityReservationTarget",
        source=CREATE,
        fix=fix(
            Set("capacityReservationSpecification.capacityReservationPreference", "capacity-reservations-only"),
            otherwise=Remove("capacityReservationSpecification.capacityReservationTarget"),
        ),
        invalid={
            "capacityReservationSpecification": {
                "capacityReservationPreference": "none",
                "capacityReservationTarget": {"capacityReservationIds": ["cr-0123456789abcdef0"]},
            }
        },
        valid={
            "capacityReservationSpecification": {
                "capacityReservationPreference": "capacity-reservations-only",
                "capacityReservationTarget": {"capacityReservationIds": ["cr-0123456789abcdef0"]},
            }
        },
    ),
    Constraint(
        demand=argument("metricsGranularity").equals("1Minute"),
        when=argument("enabledMetrics").is_given() & argument("metricsGranularity").is_given().unsaid(),
        error="ValidationError: Valid metrics granularity type is: [1Minute]",
        source="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_EnableMetricsCollection.html",
        fix=fix(Set("metricsGranularity", "1Minute")),
        invalid={"enabledMetrics": ["GroupMinSize"], "metricsGranularity": "5Minute"},
        valid={"enabledMetrics": ["GroupMinSize"], "metricsGranularity": "1Minute"},
    ),
    one_of(
        "warmPool.poolState",
        "Stopped",
        "Running",
        "Hibernated",
        but_not="Paused",
        error="ValidationError: Member must satisfy enum value set: [Stopped, Hibernated, Running]",
        source="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutWarmPool.html",
    ),
)
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
            *MIXED,
            *OWN,
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
