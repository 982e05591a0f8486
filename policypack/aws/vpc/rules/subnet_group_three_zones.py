"""subnet-group-three-zones: Database and cache subnet groups must span three zones."""

from typing import Annotated

from policypack.aws import ec2
from policypack.check import Resource, Verdict, all_of, any_of, require
from policypack.fix import Blank, Set, fix
from policypack.model.records import record
from policypack.rule import StackContext, StackRule


@record(frozen=True)
class Options:
    """How many are enough."""

    min_subnets: Annotated[int, "The fewest subnets that a group may have."] = 3
    min_zones: Annotated[int, "The fewest availability zones that they may spread over."] = 3


def check(group: Resource, context: StackContext[Options]) -> Verdict:
    """The group has at least three subnets, over three availability zones, or over all that its region has."""
    count, zones = ec2.count_members(context.stack, group, "subnetIds")
    options, region = context.options, context.region(group)
    small = ec2.spans_small_region(zones, region, options.min_zones, context.catalog)
    return require(
        any_of(all_of(count.at_least(options.min_subnets), zones.at_least(options.min_zones)), small),
        at="subnetIds",
        problem=f"The group has {count} subnets over {zones} availability zones. With {options.min_subnets} over"
        f" {options.min_zones}, AWS can place a standby or replace a node while one zone is down.",
        fix=fix(
            Set("subnetIds", Blank(f"{options.min_subnets} subnets in {options.min_zones} availability zones")),
        ),
    )


RULE = StackRule(
    id="subnet-group-three-zones",
    summary="Database and cache subnet groups must span three zones",
    rationale="""
        A database or cache can be placed only where its subnet group has a subnet. With two zones, a failover uses the
        last place, a Multi-AZ cluster with two standbys is impossible, and a quorum has no third place. The rule checks
        the subnet groups of RDS, DocumentDB, Neptune, ElastiCache, MemoryDB and DAX. A subnet whose zone the program
        does not set, or that the group names by an ID from elsewhere, may be in a zone of its own: three of those are
        undetermined, and two are not enough. Local zones do not count. In a region where an account has only two zones,
        a group over both is fine.
    """,
    level="advisory",
    consequence="downtime",
    since="0.1.0",
    applies_to=(
        "aws:rds/subnetGroup:SubnetGroup",
        "aws:docdb/subnetGroup:SubnetGroup",
        "aws:neptune/subnetGroup:SubnetGroup",
        "aws:elasticache/subnetGroup:SubnetGroup",
        "aws:memorydb/subnetGroup:SubnetGroup",
        "aws:dax/subnetGroup:SubnetGroup",
    ),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html",
    ),
    options=Options,
    check=check,
)
