"""subnet-cidr-in-vpc: Subnet CIDR blocks must be inside their VPC."""

from collections.abc import Iterator

from policypack.aws import ec2
from policypack.aws.vpc import cidrs
from policypack.check import Resource, Verdict, require
from policypack.rule import Rejection, StackContext, StackRule


def check(subnet: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The subnet's IPv4 block is of an allowed size and lies in a block of its VPC."""
    cidr = subnet["cidrBlock"]
    network = cidrs.network(cidr)
    vpcs = context.stack.referred(subnet, "vpcId", ec2.VPC[:1])
    yield require(
        network.test(lambda one: cidrs.LARGEST_SUBNET <= one.prefixlen <= cidrs.SMALLEST_SUBNET),
        when=network.is_set(),
        at=cidr,
        problem=f"cidrBlock is {cidr}, which AWS rejects: a subnet is /{cidrs.LARGEST_SUBNET} to"
        f" /{cidrs.SMALLEST_SUBNET}.",
        fix='cidr_block="10.0.1.0/24"  # a block of the VPC, /16 to /28',
    )
    blocks = ", ".join(str(vpc["cidrBlock"]) for vpc in vpcs)
    yield require(
        vpcs.all(lambda vpc: cidrs.is_inside(subnet, vpc, context.stack)),
        when=network.is_set(),
        at=cidr,
        problem=f"cidrBlock {cidr} lies in no block of its VPC ({blocks}), so AWS rejects the subnet.",
        fix='cidr_block="..."  # a block inside the VPC\'s; or associate this one with the VPC by'
        " aws.ec2.VpcIpv4CidrBlockAssociation",
    )


RULE = StackRule(
    id="subnet-cidr-in-vpc",
    summary="Subnet CIDR blocks must be inside their VPC",
    rationale="""
        AWS refuses a subnet whose block is not part of the VPC's own block or of one associated with it, and one larger
        than /16 or smaller than /28. Only IPv4 is judged. Where the VPC takes its block from an IPAM pool the rule
        does not decide; the account's default VPC, and a VPC that the stack does not make, are not asked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=ec2.SUBNET,
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
        "https://github.com/pulumi/pulumi-awsx/issues/111",
    ),
    rejections=(
        Rejection(
            service="VPC",
            condition="A subnet's block lies outside of every block of its VPC",
            error="InvalidSubnet.Range: The CIDR '10.10.1.0/24' is invalid.",
            source="https://github.com/pulumi/pulumi-awsx/issues/111",
            invalid="outside",
            valid="last",
        ),
        Rejection(
            service="VPC",
            condition="A subnet's block is smaller than /28",
            error="InvalidSubnet.Range: The CIDR '10.0.0.0/29' is invalid.",
            source="https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
            invalid="tiny",
            valid="smallest",
        ),
    ),
    check=check,
)
