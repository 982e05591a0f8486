"""launch-template-uses-valid: Instances and fleets must leave to their launch template what it has."""

from collections.abc import Iterator

from policypack.aws import ec2
from policypack.aws.ec2.ebs import LAUNCH_TEMPLATE
from policypack.check import Fact, Linked, Resource, Value, Verdict, any_of, is_not, require, together
from policypack.fix import Blank, Remove, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

INSTANCE = ("aws:ec2/instance:Instance",)
SPOT_FLEET = ("aws:ec2/spotFleetRequest:SpotFleetRequest",)
RUN = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html"
SPOT = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestSpotFleet.html"
CONFIGS = "launchTemplateConfigs"
TWICE = Rejection(
    service="EC2",
    condition="An instance has security groups or a subnet, and its launch template network interfaces",
    error="InvalidParameterCombination: Network interfaces and an instance-level security groups may not be specified"
    " on the same request",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/32614",
    invalid="groups-beside-interface",
    valid="plain-template",
)
OTHER_ZONE = Rejection(
    service="EC2",
    condition="An instance or an override of a fleet is in another zone than its subnet",
    error="InvalidSpotFleetRequestConfig: The specified Subnet: subnet-xyz cannot be used with the specified"
    " Availability Zone: ca-central-1a.",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/30751",
    invalid="other-zone",
    valid="own-zone",
)


def check(subject: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """An instance names no groups beside a template's interfaces; zones are those of the subnets."""
    if subject.type in INSTANCE:
        yield from of_instance(subject, context)
    else:
        yield from of_fleet(subject, context)


def of_instance(instance: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Its own subnet, groups and zone."""
    templates = templates_of(instance, "launchTemplate", context)
    for name in ("vpcSecurityGroupIds", "subnetId"):
        yield require(
            is_not(templates.any(lambda one: is_not(one["networkInterfaces"].is_empty()))),
            when=is_not(instance[name].is_empty()),
            at=name,
            problem=f"{name} is set, and the launch template has networkInterfaces, which have their own.",
            fix=fix(Remove(name)),
            rejects=TWICE,
        )
    yield require(
        in_zone(context.stack.referred(instance, "subnetId", ec2.SUBNET), instance["availabilityZone"]),
        when=instance["availabilityZone"].is_set(),
        at="availabilityZone",
        problem=f"availabilityZone is {instance['availabilityZone']}, and the subnet is in another zone.",
        fix=fix(Remove("availabilityZone")),
        rejects=OTHER_ZONE,
    )


def of_fleet(fleet: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The zones of its overrides, where the template has the subnet."""
    templates = templates_of(fleet, f"{CONFIGS}.launchTemplateSpecification", context)
    subnets = [
        context.stack.referred(one, "networkInterfaces.subnetId", ec2.SUBNET)
        for one in templates.certain()
        if len(fleet.each(f"{CONFIGS}[]")) == 1
    ]
    for zone in fleet.each(f"{CONFIGS}[].overrides[].availabilityZone"):
        for one in subnets:
            yield require(
                in_zone(one, zone),
                when=zone.is_set(),
                at=zone,
                problem=f"availabilityZone is {zone}, and the launch template's subnet is in another zone.",
                fix=fix(Set(zone.path, Blank("the zone of the subnet"))),
                rejects=OTHER_ZONE,
            )


def in_zone(subnets: Linked, zone: Value) -> Fact:
    """Each subnet that sets the name of its zone sets this one."""
    return subnets.all(
        lambda subnet: any_of(
            is_not(subnet["availabilityZone"].is_set()), together(same, subnet["availabilityZone"], zone)
        )
    )


def same(one: object, other: object) -> bool:
    return one == other


def templates_of(user: Resource, by: str, context: StackContext[None]) -> Linked:
    """The launch templates of the stack that the resource names by ID or by name."""
    by_id = context.stack.referred(user, f"{by}.id", LAUNCH_TEMPLATE)
    return by_id + context.stack.referred(user, f"{by}.name", LAUNCH_TEMPLATE, names=("name",))


RULE = StackRule(
    id="launch-template-uses-valid",
    summary="Instances and fleets must leave to their launch template what it has",
    rationale="""
        A launch template with network interfaces has the subnet and the security groups in them, and EC2 rejects an
        instance that names its own besides. A zone is that of the subnet. Templates and subnets of other stacks are
        not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*INSTANCE, *SPOT_FLEET),
    references=(RUN, SPOT),
    rejections=(TWICE, OTHER_ZONE),
    check=check,
)
