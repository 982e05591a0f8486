"""vpc-internet-gateway: VPCs must have an internet gateway and route, or private exits only."""

from __future__ import annotations

from collections.abc import Iterator

from policypack.aws import ec2
from policypack.aws.vpc import exits as vpc_exits
from policypack.check import Fact, Resource, Stack, Verdict, all_of, any_of, is_not, require
from policypack.fix import Blank, Create, Ref, fix
from policypack.rule import StackContext, StackRule


def check(vpc: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A VPC with subnets has an internet gateway and a route to it, or private exits and nothing public."""
    stack = context.stack
    has_subnets = stack.linked(ec2.SUBNET, to=vpc, by="vpcId").exists()
    has_gateway = vpc_exits.has_internet_gateway(stack, vpc)
    needs_gateway = vpc_exits.needs_internet_gateway(stack, vpc)
    is_private = all_of(vpc_exits.has_private_exit(stack, vpc), is_not(needs_gateway))
    yield require(
        any_of(has_gateway, is_private),
        when=has_subnets,
        at="internetGateway",
        problem=f"The VPC has no internet gateway: {consequence(needs_gateway)}",
        fix=fix(Create(ec2.INTERNET_GATEWAY[0], "gateway", {"vpcId": Ref.to(vpc, "id")}), route(Ref("gateway", "id"))),
    )
    yield require(
        any_of(vpc_exits.has_internet_route(stack, vpc), is_private),
        when=all_of(has_subnets, has_gateway),
        at="routes",
        problem="No route table of the VPC has a route to its internet gateway, so nothing uses it.",
        fix=fix(route(gateway_of(vpc, stack))),
    )


def gateway_of(vpc: Resource, stack: Stack) -> Ref:
    """The ID of the VPC's internet gateway."""
    for gateway in stack.linked(ec2.INTERNET_GATEWAY, to=vpc, by="vpcId"):
        return Ref.to(gateway, "id")
    for attachment in stack.linked(ec2.INTERNET_GATEWAY_ATTACHMENT, to=vpc, by="vpcId"):
        return Ref.to(attachment, "internetGatewayId")
    return Ref("gateway", "id")


def route(gateway: Ref) -> Create:
    """A default route to the gateway."""
    table = Blank("the route table of the public subnets")
    return Create(
        ec2.ROUTE[0], "internet", {"routeTableId": table, "destinationCidrBlock": "0.0.0.0/0", "gatewayId": gateway}
    )


def consequence(needs_gateway: Fact) -> str:
    """What follows from the missing gateway."""
    if needs_gateway.truth:
        return "its public subnets and NAT gateways reach nothing, and AWS rejects a public NAT gateway there."
    return "nothing in it reaches AWS's services, and no endpoint, peering, VPN or transit gateway replaces it."


RULE = StackRule(
    id="vpc-internet-gateway",
    summary="VPCs must have an internet gateway and route, or private exits only",
    rationale="""
        Without an internet gateway, a NAT gateway has no way out, instances cannot fetch packages, and tasks cannot
        pull images; without a route, the gateway is unused. Inline routes, separate routes and those of the default
        route table count. A VPC that is private by design is fine: it has VPC endpoints, a transit gateway, a peering,
        a VPN, an egress-only or carrier gateway, or a route to one of them, and neither a public NAT gateway nor a
        subnet that assigns public addresses. The default VPC, which comes with its gateway, and a VPC without subnets
        in the stack are not checked. A VPC whose gateway or private exits another stack makes needs an exemption.
    """,
    level="advisory",
    consequence="downtime",
    since="0.1.0",
    applies_to=ec2.VPC[:1],
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/what-is-privatelink.html",
    ),
    check=check,
)
