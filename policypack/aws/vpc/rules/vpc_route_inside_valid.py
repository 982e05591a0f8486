"""vpc-route-inside-valid: Routes to addresses of the VPC itself must be to a subnet, by a target in it."""

from collections.abc import Iterator

from policypack.aws import ec2
from policypack.aws.vpc import cidrs
from policypack.check import (
    Fact,
    Resource,
    Stack,
    Value,
    Verdict,
    all_of,
    any_fact,
    any_of,
    is_not,
    known,
    require,
    together,
)
from policypack.fix import Blank, Set, fix
from policypack.model.alike import Alike
from policypack.rule import Rejection, StackContext, StackRule

GATEWAYS = (
    "transitGatewayId",
    "vpcPeeringConnectionId",
    "egressOnlyGatewayId",
    "carrierGatewayId",
    "coreNetworkArn",
    "localGatewayId",
)
"""Targets that lead out of the VPC."""
INSIDE = ("natGatewayId", "networkInterfaceId", "vpcEndpointId")
"""Targets inside of the VPC."""
SPECIFIC = "https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html"
LEADS_OUT = Rejection(
    service="VPC",
    condition="A route to addresses of its own VPC has a gateway, a peering or a transit gateway as target",
    error="InvalidParameterValue: The destination CIDR block 10.1.0.0/20 is equal to or more specific than one of this"
    " VPC's CIDR blocks. This route can target only an interface or an instance.",
    source=SPECIFIC,
    invalid="leads-out",
    valid="elsewhere",
)
NO_SUBNET = Rejection(
    service="VPC",
    condition="A route to a part of its own VPC has a destination that is no subnet",
    error="InvalidParameterValue: Route destination doesn't match any subnet CIDR blocks.",
    source=SPECIFIC,
    invalid="no-subnet",
    valid="subnet",
)


def check(subject: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A route inside the VPC has the block of a subnet, and a target there."""
    if subject.type in ec2.ROUTE:
        for table in context.stack.referred(subject, "routeTableId", ec2.ROUTE_TABLE).certain():
            yield from of_route(subject, "destinationCidrBlock", table, context)
    else:
        for route in subject.each("routes[]"):
            if not route.is_absent:
                yield from of_route(route, "cidrBlock", subject, context)


def of_route(
    route: Resource | Value, destination: str, table: Resource, context: StackContext[None]
) -> Iterator[Verdict]:
    """The demands of one route of the table."""
    own = route[destination]
    for vpc in context.stack.referred(table, "vpcId", ec2.VPC[:1]).certain():
        leads_out = any_of(to_gateway(route), *(is_given(route[target]) for target in GATEWAYS))
        yield require(
            is_not(leads_out),
            when=all_of(own.is_set(), is_inside(own, vpc)),
            at=own,
            problem=f"{destination} is {own}, which is inside of {vpc} ({vpc['cidrBlock']}): addresses of the VPC have"
            " the local route.",
            fix=fix(Set(own.path, Blank("a block outside of the VPC"))),
            rejects=LEADS_OUT,
        )
        yield require(
            any_fact(all_of(inside, is_block_of(one, own)) for one, inside in subnets(own, vpc, context.stack)),
            when=all_of(
                own.is_set(),
                vpc.is_new(),
                any_of(*(is_given(route[target]) for target in INSIDE)),
                is_inside(own, vpc),
                is_not(is_same(vpc["cidrBlock"], own)),
            ),
            at=own,
            problem=f"{destination} is {own}, which is inside of {vpc} and the block of none of its subnets.",
            fix=fix(Set(own.path, Blank("the block of a subnet"))),
            rejects=NO_SUBNET,
        )


def is_given(target: Value) -> Fact:
    """The route has the target, known or not."""
    return known(not target.is_absent) if target.is_unknown or target.is_absent else is_not(target.is_empty())


def to_gateway(route: Resource | Value) -> Fact:
    """An internet or virtual private gateway; ``local`` is the VPC's own route, and a vpce- an appliance's."""
    gateway = route["gatewayId"]
    if gateway.is_absent:
        return known(False)
    return all_of(is_given(gateway), is_not(any_of(gateway.equals("local"), gateway.starts_with("vpce-"))))


def is_inside(block: Value, vpc: Resource) -> Fact:
    return cidrs.contains(cidrs.network(vpc["cidrBlock"]), cidrs.network(block))


def subnets(block: Value, vpc: Resource, stack: Stack) -> list[tuple[Resource, Fact]]:
    """The subnets of the VPC that have the block, or may."""
    return stack.derived(by_block, vpc).like(cidrs.network(block).map(str))


def by_block(stack: Stack, vpc: Resource) -> Alike[tuple[Resource, Fact]]:
    linked = stack.linked(ec2.SUBNET, to=vpc, by="vpcId").links
    return Alike((link, cidrs.network(link[0]["cidrBlock"]).map(str)) for link in linked)


def is_block_of(subnet: Resource, block: Value) -> Fact:
    return is_same(subnet["cidrBlock"], block)


def is_same(one: Value, other: Value) -> Fact:
    """The same block, in any notation."""
    return together(lambda mine, theirs: mine == theirs, cidrs.network(one), cidrs.network(other))


RULE = StackRule(
    id="vpc-route-inside-valid",
    summary="Routes to addresses of the VPC itself must be to a subnet, by a target in it",
    rationale="""
        A route table has a local route to all addresses of its VPC, and nothing leads out of the VPC to them: no
        internet gateway, peering or transit gateway. A more specific route, for an appliance between subnets, has the
        block of a subnet as its destination. Blocks that are associated with a VPC later, and VPCs of other stacks,
        are not compared.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=(*ec2.ROUTE, *ec2.ROUTE_TABLE),
    references=(SPECIFIC,),
    rejections=(LEADS_OUT, NO_SUBNET),
    check=check,
)
