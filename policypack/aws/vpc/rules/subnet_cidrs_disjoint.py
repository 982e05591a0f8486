"""subnet-cidrs-disjoint: Subnets of a VPC must not overlap."""

from policypack.aws import ec2
from policypack.aws.vpc import cidrs
from policypack.aws.vpc.subnet_rivals import earlier_rivals
from policypack.check import Fact, Resource, Verdict, all_of, any_fact, is_not, require
from policypack.fix import Blank, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

CONFLICT = Rejection(
    service="VPC",
    condition="Two subnets of a VPC have an address in common",
    error="InvalidSubnet.Conflict: The CIDR '{cidrBlock}' conflicts with another subnet",
    source="https://github.com/hashicorp/terraform/issues/33470",
    invalid="b",
    valid="next",
)


def check(subnet: Resource, context: StackContext[None]) -> Verdict:
    """No subnet of the same VPC has an address in common with it; of two that do, the later one is reported."""
    cidr = subnet["cidrBlock"]
    network = cidrs.network(cidr)
    rivals = [(one, conflict(subnet, one, context)) for one in earlier_rivals(context.stack, subnet)]
    names = ", ".join(f'"{one.name}" ({one["cidrBlock"]})' for one, fact in rivals if fact.truth)
    return require(
        is_not(any_fact(fact for _, fact in rivals)),
        when=network.is_set(),
        at=cidr,
        problem=f"cidrBlock is {cidr} and overlaps that of {names} in the same VPC.",
        fix=fix(Set("cidrBlock", Blank("a block of the VPC that no other subnet uses"))),
        rejects=CONFLICT,
    )


def conflict(subnet: Resource, other: Resource, context: StackContext[None]) -> Fact:
    """Both have an address in common and are in the same VPC."""
    shared = cidrs.overlap(cidrs.network(subnet["cidrBlock"]), cidrs.network(other["cidrBlock"]))
    return shared if shared.truth is False else all_of(shared, cidrs.same_vpc(subnet, other, context.stack))


RULE = StackRule(
    id="subnet-cidrs-disjoint",
    summary="Subnets of a VPC must not overlap",
    rationale="""
        AWS rejects a subnet whose block shares an address with another subnet of the same VPC. Subnets of different
        VPCs may overlap. The rule checks IPv4 only, and only subnets of this stack.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=ec2.SUBNET,
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
        CONFLICT.source,
    ),
    rejections=(CONFLICT,),
    check=check,
)
