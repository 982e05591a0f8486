"""rds-subnet-group-zones: DB subnet groups must span two availability zones."""

from policypack.aws.ec2 import DEFAULT_SUBNET, SUBNET, count_members, zone
from policypack.catalog.zones import ZoneKind, zone_of
from policypack.check import FALSE, Fact, Linked, Resource, Verdict, any_of, is_not, require
from policypack.rule import Rejection, StackContext, StackRule

FEWEST = 2
SUBNET_GROUP = (
    "aws:rds/subnetGroup:SubnetGroup",
    "aws:docdb/subnetGroup:SubnetGroup",
    "aws:neptune/subnetGroup:SubnetGroup",
)


def check(group: Resource, context: StackContext[None]) -> Verdict:
    """The group's subnets stand in two availability zones at least, but for Outposts and local zones."""
    _, zones = count_members(context.stack, group, "subnetIds")
    subnets = context.stack.referred(group, "subnetIds", (*SUBNET, *DEFAULT_SUBNET))
    return require(
        any_of(zones.at_least(FEWEST), is_made_elsewhere(group, subnets)),
        when=is_not(subnets.any(stands_elsewhere)),
        at="subnetIds",
        problem=f"The group spans {zones} availability zones; RDS rejects one that spans fewer than {FEWEST}, even for"
        " a database in one zone.",
        fix="subnet_ids=[subnet_a.id, subnet_b.id]  # of two availability zones",
    )


def is_made_elsewhere(group: Resource, subnets: Linked) -> Fact:
    """The group names several subnets, none of which the stack makes: their zones are not looked into."""
    listed = group["subnetIds"]
    if listed.is_unknown or any(one.is_unknown for one in listed.elements()) or tuple(subnets):
        return FALSE
    return listed.count().at_least(FEWEST)


def stands_elsewhere(subnet: Resource) -> Fact:
    """On an Outpost, in a local zone or in a wavelength zone, where one is enough."""
    outpost = subnet["outpostArn"].is_set() if subnet.type in SUBNET else FALSE
    return any_of(outpost, zone(subnet).as_text().test(is_elsewhere))


def is_elsewhere(name: str) -> bool:
    """The zone is known, and none of a region's availability zones."""
    found = zone_of(name)
    return found is not None and found.kind is not ZoneKind.AVAILABILITY


_ISSUE = "https://github.com/hashicorp/terraform-provider-aws/issues/17373"

RULE = StackRule(
    id="rds-subnet-group-zones",
    summary="DB subnet groups must span two availability zones",
    rationale="""
        RDS, DocumentDB and Neptune refuse a subnet group in a single availability zone, also for a database that will
        only ever stand in one. A subnet whose zone the program leaves to AWS may stand in any: two such subnets are
        undetermined, one alone is refused. Of subnets that the stack does not make only the number counts. Subnets on
        Outposts and in local zones are not asked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=SUBNET_GROUP,
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
        _ISSUE,
    ),
    rejections=(
        Rejection(
            service="RDS",
            condition="The subnets of a DB subnet group stand in one availability zone",
            error="DBSubnetGroupDoesNotCoverEnoughAZs: DB Subnet Group doesn't meet availability zone coverage"
            " requirement. Please add subnets to cover at least 2 availability zones. Current coverage: 1",
            source=_ISSUE,
            invalid="one-zone",
            valid="two-zones",
        ),
    ),
    check=check,
)
