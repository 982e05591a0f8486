"""subnet-group-three-zones: Database and cache subnet groups must span three zones."""

from dataclasses import dataclass
from typing import Annotated

from policypack.aws import ec2
from policypack.check import Resource, Verdict, all_of, any_of, require
from policypack.rule import Bad, Good, StackContext, StackRule, Undecided


@dataclass(frozen=True)
class Options:
    """How many are enough."""

    min_subnets: Annotated[int, "The fewest subnets that a group may have."] = 3
    min_zones: Annotated[int, "The fewest availability zones that they may spread over."] = 3


def check(group: Resource, context: StackContext[Options]) -> Verdict:
    """The group has at least three subnets, over three availability zones, or over all that its region has."""
    count, zones = ec2.count_members(context.stack, group, "subnetIds")
    options, region = context.options, context.region(group)
    small = ec2.spans_small_region(zones, region, options.min_zones, context.catalogue)
    return require(
        any_of(all_of(count.at_least(options.min_subnets), zones.at_least(options.min_zones)), small),
        at="subnetIds",
        problem=f"The group has {count} subnets over {zones} availability zones; with {options.min_subnets} over"
        f" {options.min_zones} AWS can place a standby, and replace a node, while one zone is down.",
        fix="subnet_ids=[subnet.id for subnet in subnets]  # one subnet in each of three zones",
    )


RULE = StackRule(
    id="subnet-group-three-zones",
    concern="C3",
    summary="Database and cache subnet groups must span three zones",
    rationale="""
        A database or cache is placed only where its subnet group has a subnet. With two zones a failover uses the
        last place there is, a Multi-AZ cluster with two standbys cannot be made at all, and a quorum has no third
        place. Asked are the subnet groups of RDS, DocumentDB, Neptune, ElastiCache, MemoryDB and DAX. A subnet whose
        zone the program does not say, or that the group names by an ID from elsewhere, may stand in a zone of its
        own, so three of those are undetermined and two are not enough. Local zones do not count. In a region where
        an account has only two zones, a group over both is fine.
    """,
    level="advisory",
    severity="medium",
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
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
            subnets = [
                aws.ec2.Subnet(f"private-{zone}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24",
                               availability_zone=f"eu-south-2{zone}")
                for index, zone in enumerate("ab")
            ]
            aws.rds.SubnetGroup("orders", subnet_ids=[subnet.id for subnet in subnets])
            third = aws.ec2.Subnet("third", vpc_id=vpc.id, cidr_block="10.0.9.0/24", availability_zone="eu-south-2b")
            aws.elasticache.SubnetGroup("sessions", subnet_ids=[subnet.id for subnet in [*subnets, third]])
            aws.docdb.SubnetGroup("catalog", subnet_ids=["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"])
            """,
            config={"aws:region": "eu-south-2"},
            finds={"orders": "subnetIds", "sessions": "subnetIds", "catalog": "subnetIds"},
        ),
        Good(
            """
            import pulumi_aws as aws
            vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
            zones = aws.get_availability_zones(state="available")
            subnets = [
                aws.ec2.Subnet(f"private-{index}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24",
                               availability_zone=zones.names[index])
                for index in range(3)
            ]
            aws.rds.SubnetGroup("orders", subnet_ids=[subnet.id for subnet in subnets])
            aws.elasticache.SubnetGroup("sessions", subnet_ids=[subnet.id for subnet in subnets])
            defaults = [aws.ec2.DefaultSubnet(f"default-{name}", availability_zone=name) for name in zones.names]
            aws.memorydb.SubnetGroup("jobs", subnet_ids=[subnet.id for subnet in defaults])
            """,
            config={"aws:region": "eu-south-2"},
        ),
        Good(
            """
            import pulumi_aws as aws
            vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
            subnets = [
                aws.ec2.Subnet(f"private-{zone}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24",
                               availability_zone=f"us-west-1{zone}")
                for index, zone in enumerate("ac")
            ]
            aws.rds.SubnetGroup("orders", subnet_ids=[subnet.id for subnet in subnets])
            """,
            config={"aws:region": "us-west-1"},
            title="A region where an account has two zones",
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
            subnets = [
                aws.ec2.Subnet(f"private-{index}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24",
                               availability_zone=zone)
                for index, zone in enumerate(["eu-south-2a", "eu-south-2b", old.outputs["Zone"]])
            ]
            aws.rds.SubnetGroup("orders", subnet_ids=[subnet.id for subnet in subnets])
            """,
            config={"aws:region": "eu-south-2"},
            because={"orders": "availabilityZone"},
        ),
    ),
)
