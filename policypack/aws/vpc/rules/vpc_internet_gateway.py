"""vpc-internet-gateway: VPCs must have an internet gateway and route, or private exits only."""

from __future__ import annotations

from collections.abc import Iterator

from policypack.aws import ec2
from policypack.aws.common.programs import name_of, variable
from policypack.aws.vpc import exits as vpc_exits
from policypack.check import Fact, Resource, Verdict, all_of, any_of, is_not, require
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
        fix=f"gateway = aws.ec2.InternetGateway({name_of(vpc)}, vpc_id={variable(vpc)}.id)",
    )
    yield require(
        any_of(vpc_exits.has_internet_route(stack, vpc), is_private),
        when=all_of(has_subnets, has_gateway),
        at="routes",
        problem="No route table of the VPC has a route to its internet gateway, so nothing uses it.",
        fix=f"aws.ec2.Route({name_of(vpc)}, route_table_id=public.id,"
        ' destination_cidr_block="0.0.0.0/0", gateway_id=gateway.id)',
    )


def consequence(needs_gateway: Fact) -> str:
    """What becomes of the VPC without one."""
    if needs_gateway.truth:
        return "its public subnets and NAT gateways reach nothing, and AWS refuses a public NAT gateway there."
    return "nothing in it reaches AWS's services, and no endpoint, peering, VPN or transit gateway serves instead."


RULE = StackRule(
    id="vpc-internet-gateway",
    summary="VPCs must have an internet gateway and route, or private exits only",
    rationale="""
        Without an internet gateway a NAT gateway has no way out, instances cannot fetch packages, and tasks cannot pull
        images; without a route the gateway is not used. Routes count inline, as resources of their own, and in the
        VPC's default route table. A VPC that is private by design is fine: it has VPC endpoints, a transit gateway, a
        peering, a VPN, an egress-only or carrier gateway, or a route to one of them, and neither a public NAT gateway
        nor a subnet that hands out public addresses. The default VPC comes with its gateway and is not asked; neither
        is a VPC without subnets in the stack. A VPC whose gateway or private exits another stack makes needs an
        exemption.
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
