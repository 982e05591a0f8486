"""subnet-cidr-in-vpc: Subnet CIDR blocks must be inside their VPC."""

from policypack.aws import ec2
from policypack.aws.vpc import cidrs
from policypack.check import Linked, Resource, Verdict, require
from policypack.constraint import Constraint, Table, argument, fits
from policypack.fix import Blank, Create, Fix, Ref, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

SIZING = "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"
SIZE = f"/{cidrs.LARGEST_SUBNET} to /{cidrs.SMALLEST_SUBNET}"

block = argument("cidrBlock")

TABLE = Table(
    "VPC",
    {
        ec2.SUBNET: (
            Constraint(
                demand=fits(
                    block, f"a block of {SIZE}", cidrs.subnet_size_error, lambda it: cidrs.network(block.of(it))
                ),
                when=block.is_given().unsaid(),
                error="InvalidSubnet.Range: The CIDR '{cidrBlock}' is invalid.",
                source=SIZING,
                fix=fix(Set("cidrBlock", Blank(f"a block of the VPC, {SIZE}"))),
                invalid=({"cidrBlock": "10.0.0.0/29"}, {"cidrBlock": "10.0.0.0/15"}),
                valid=({"cidrBlock": "10.0.0.0/28"}, {"cidrBlock": "10.1.0.0/16"}),
                condition="A subnet's block is smaller than /28 or larger than /16",
            ),
        )
    },
    base={ec2.SUBNET[0]: {"vpcId": "vpc-0123456789abcdef0"}},
)
OUTSIDE = Rejection(
    service="VPC",
    condition="A subnet's block is outside every block of its VPC",
    error="InvalidSubnet.Range: The CIDR '{cidrBlock}' is invalid.",
    source="https://github.com/pulumi/pulumi-awsx/issues/111",
    invalid="outside",
    valid="last",
)


def check(subnet: Resource, context: StackContext[None]) -> Verdict:
    """The subnet's IPv4 block is inside a block of its VPC."""
    cidr = subnet["cidrBlock"]
    vpcs = context.stack.referred(subnet, "vpcId", ec2.VPC[:1])
    blocks = ", ".join(str(vpc["cidrBlock"]) for vpc in vpcs)
    return require(
        vpcs.all(lambda vpc: cidrs.is_inside(subnet, vpc, context.stack)),
        when=cidrs.network(cidr).is_set(),
        at=cidr,
        problem=f"cidrBlock is {cidr}, which is not inside a block of its VPC ({blocks}).",
        fix=inside(vpcs),
        rejects=OUTSIDE,
    )


def inside(vpcs: Linked) -> Fix:
    """A block of the VPC, or one more block for the VPC."""
    own = Set("cidrBlock", Blank("a block inside the VPC's"))
    for vpc in vpcs:
        more = {"vpcId": Ref.to(vpc, "id"), "cidrBlock": Blank()}
        return fix(
            own, otherwise=(Create(cidrs.VPC_CIDR_ASSOCIATION[0], "more", more), Set("vpcId", Ref("more", "vpcId")))
        )
    return fix(own)


RULE = StackRule(
    id="subnet-cidr-in-vpc",
    summary="Subnet CIDR blocks must be inside their VPC",
    rationale="""
        AWS rejects a subnet whose block is not part of the VPC's own block or of one associated with it, and one larger
        than /16 or smaller than /28. The rule checks IPv4 only. Where the VPC gets its block from an IPAM pool, the
        answer is undetermined. The account's default VPC and VPCs that the stack does not make are not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=ec2.SUBNET,
    references=(SIZING, OUTSIDE.source),
    rejections=(OUTSIDE, *TABLE.rejections),
    table=TABLE,
    check=check,
)
