"""rds-subnet-group-zones: DB subnet groups must span two availability zones."""

from policypack.aws.ec2 import DEFAULT_SUBNET, SUBNET, count_members, zone
from policypack.catalog.zones import ZoneKind, zone_of
from policypack.check import FALSE, Fact, Linked, Resource, Verdict, any_of, is_not, require
from policypack.fix import Add, Blank, fix
from policypack.rule import Rejection, StackContext, StackRule

FEWEST = 2
SUBNET_GROUP = (
    "aws:rds/subnetGroup:SubnetGroup",
    "aws:docdb/subnetGroup:SubnetGroup",
    "aws:neptune/subnetGroup:SubnetGroup",
)


ONE_ZONE = Rejection(
    service="RDS",
    condition="The subnets of a DB subnet group are in one availability zone",
    error="DBSubnetGroupDoesNotCoverEnoughAZs: DB Subnet Group doesn't meet availability zone coverage requirement."
    " Please add subnets to cover at least 2 availability zones. Current coverage: 1",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/17373",
    invalid="one-zone",
    valid="two-zones",
)


def check(group: Resource, context: StackContext[None]) -> Verdict:
    """The group's subnets are in at least two availability zones, except on Outposts and in local zones."""
    _, zones = count_members(context.stack, group, "subnetIds")
    subnets = context.stack.referred(group, "subnetIds", (*SUBNET, *DEFAULT_SUBNET))
    return require(
        any_of(zones.at_least(FEWEST), is_of_other_stacks(group, subnets)),
        when=is_not(subnets.any(is_outside)),
        at="subnetIds",
        problem=f"The group spans {zones} availability zones; even a database in one zone needs a group of {FEWEST}.",
        fix=fix(Add("subnetIds", Blank("a subnet in another availability zone"))),
        rejects=ONE_ZONE,
    )


def is_of_other_stacks(group: Resource, subnets: Linked) -> Fact:
    """The group has several subnets, none of which the stack creates: their zones are not checked."""
    listed = group["subnetIds"]
    if listed.is_unknown or any(one.is_unknown for one in listed.elements()) or tuple(subnets):
        return FALSE
    return listed.count().at_least(FEWEST)


def is_outside(subnet: Resource) -> Fact:
    """On an Outpost, in a local zone or in a wavelength zone, where one is enough."""
    outpost = subnet["outpostArn"].is_set() if subnet.type in SUBNET else FALSE
    return any_of(outpost, zone(subnet).as_text().test(is_other_zone))


def is_other_zone(name: str) -> bool:
    """The zone is known, and no availability zone of a region."""
    found = zone_of(name)
    return found is not None and found.kind is not ZoneKind.AVAILABILITY


RULE = StackRule(
    id="rds-subnet-group-zones",
    summary="DB subnet groups must span two availability zones",
    rationale="""
        RDS, DocumentDB and Neptune reject a subnet group in a single availability zone, even for a database in one
        zone. A subnet without a zone in the program may be in any zone: two such subnets are undetermined, one alone is
        rejected. Of subnets that the stack does not create only the number counts. The rule skips subnets on Outposts
        and in local zones.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=SUBNET_GROUP,
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
        ONE_ZONE.source,
    ),
    rejections=(ONE_ZONE,),
    check=check,
)
