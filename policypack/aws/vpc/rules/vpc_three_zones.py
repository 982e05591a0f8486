"""vpc-three-zones: VPCs must have subnets in three availability zones."""

from typing import Annotated

from policypack.aws import ec2
from policypack.check import Count, Resource, Verdict, all_of, any_of, require
from policypack.fix import Blank, Create, Fix, Ref, fix
from policypack.model.records import record
from policypack.rule import StackContext, StackRule


@record(frozen=True)
class Options:
    """How many are enough."""

    min_subnets: Annotated[int, "The fewest subnets that a VPC with subnets may have."] = 3
    min_zones: Annotated[int, "The fewest availability zones that they may spread over."] = 3


def check(vpc: Resource, context: StackContext[Options]) -> Verdict:
    """A VPC with subnets has at least three of them, over three availability zones, or all that its region has."""
    subnets = context.stack.linked(ec2.SUBNET, to=vpc, by="vpcId")
    count, zones = subnets.count(), ec2.count_zones(subnets)
    options = context.options
    small = ec2.spans_small_region(zones, context.region(vpc), options.min_zones, context.catalog)
    return require(
        any_of(all_of(count.at_least(options.min_subnets), zones.at_least(options.min_zones)), small),
        when=subnets.exists(),
        at="subnets",
        problem=f"The VPC has {count} subnets over {zones} availability zones. {options.min_subnets} over"
        f" {options.min_zones} keep a majority when one zone fails.",
        fix=with_more_subnets(vpc, count, zones, options),
    )


def with_more_subnets(vpc: Resource, count: Count, zones: Count, options: Options) -> Fix:
    """As many more subnets as the VPC lacks, each in a zone of its own."""
    lacking = max(options.min_subnets - count.low, options.min_zones - zones.low, 1)
    arguments = {
        "vpcId": Ref.to(vpc, "id"),
        "availabilityZone": Blank("a zone without a subnet of the VPC"),
        "cidrBlock": Blank("a free block of the VPC"),
    }
    return fix(*(Create(ec2.SUBNET[0], f"{vpc.name}-more-{number}", arguments) for number in range(1, lacking + 1)))


RULE = StackRule(
    id="vpc-three-zones",
    summary="VPCs must have subnets in three availability zones",
    rationale="""
        With two zones, the loss of one takes half of the capacity and the majority of every quorum (etcd, Kafka, a
        database's failover witness). A third zone costs a subnet. A subnet without a zone in the program may be in a
        zone of its own; local and wavelength zones do not count. In a region where an account has only two zones,
        subnets in both are enough; in one that is not known, they are undetermined. The rule does not check a VPC
        without subnets in the stack, one that the stack only names by its ID, or the account's default VPC, whose other
        subnets are not visible.
    """,
    level="mandatory",
    consequence="downtime",
    since="0.1.0",
    applies_to=("aws:ec2/vpc:Vpc",),
    references=(
        "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html",
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html",
    ),
    options=Options,
    check=check,
)
