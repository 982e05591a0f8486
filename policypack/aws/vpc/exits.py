"""What leads out of a VPC: its internet gateway, the routes to it, and the private ways beside it."""

from __future__ import annotations

from collections.abc import Iterator

from policypack.aws.ec2 import (
    DEFAULT_ROUTE_TABLE,
    INTERNET_GATEWAY,
    INTERNET_GATEWAY_ATTACHMENT,
    NAT_GATEWAY,
    ROUTE,
    ROUTE_TABLE,
    ROUTE_TABLE_ASSOCIATION,
    SUBNET,
    VPN_GATEWAY,
)
from policypack.model.facts import FALSE, TRUE, Fact, all_of, any_fact, any_of, is_not
from policypack.model.links import Linked
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value

_ATTACHED_TO_VPC = {
    "aws:ec2/carrierGateway:CarrierGateway": "vpcId",
    "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": "vpcId",
    "aws:ec2/localGatewayRouteTableVpcAssociation:LocalGatewayRouteTableVpcAssociation": "vpcId",
    "aws:ec2/vpcEndpoint:VpcEndpoint": "vpcId",
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": ("vpcId", "peerVpcId"),
    "aws:ec2/vpnGateway:VpnGateway": "vpcId",
    "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment": "vpcId",
    "aws:ec2clientvpn/endpoint:Endpoint": "vpcId",
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment": "vpcId",
    "aws:networkmanager/vpcAttachment:VpcAttachment": "vpcArn",
    "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation": "vpcIdentifier",
}
"""Type -> the property that names the VPC, of what connects one without an internet gateway."""

_PRIVATE_TARGETS = (
    "carrierGatewayId",
    "coreNetworkArn",
    "egressOnlyGatewayId",
    "localGatewayId",
    "odbNetworkArn",
    "transitGatewayId",
    "vpcEndpointId",
    "vpcPeeringConnectionId",
)


def has_internet_gateway(stack: Stack, vpc: Resource) -> Fact:
    """An internet gateway is attached to the VPC, by its own argument or by an attachment."""
    return stack.linked((*INTERNET_GATEWAY, *INTERNET_GATEWAY_ATTACHMENT), to=vpc, by="vpcId").exists()


def has_internet_route(stack: Stack, vpc: Resource) -> Fact:
    """A route table of the VPC has a route to an internet gateway: inline, separate, or in the default table."""
    return any_fact(
        all_of(in_vpc, _is_internet_gateway(stack, owner, route["gatewayId"]))
        for owner, route, in_vpc in _routes(stack, vpc)
    )


def is_public(stack: Stack, subnet: Resource) -> Fact:
    """The route table that the subnet is associated with has a default route to an internet gateway."""
    return any_fact(
        all_of(of_subnet, of_table, named, _is_default(route), _is_internet_gateway(stack, owner, route["gatewayId"]))
        for association, of_subnet in stack.linked(ROUTE_TABLE_ASSOCIATION, to=subnet, by="subnetId").links
        for table, of_table in stack.referred(association, "routeTableId", (*ROUTE_TABLE, *DEFAULT_ROUTE_TABLE)).links
        for owner, route, named in _routes_of(stack, table)
    )


def _is_default(route: Value | Resource) -> Fact:
    name = "destinationCidrBlock" if isinstance(route, Resource) else "cidrBlock"
    return route[name].equals("0.0.0.0/0")


def _routes_of(stack: Stack, table: Resource) -> Iterator[tuple[Resource, Value | Resource, Fact]]:
    for route in table["routes"].elements():
        yield table, route, TRUE
    for separate, named in stack.linked(ROUTE, to=table, by="routeTableId").links:
        yield separate, separate, named


def has_private_exit(stack: Stack, vpc: Resource) -> Fact:
    """An endpoint, a peering, a VPN, a transit gateway... connects the VPC, or a route leads to one."""
    attached = (stack.linked((kind,), to=vpc, by=by).exists() for kind, by in _ATTACHED_TO_VPC.items())
    routed = (
        all_of(in_vpc, any_fact(_has_target(route, target) for target in _PRIVATE_TARGETS))
        for _, route, in_vpc in _routes(stack, vpc)
    )
    return any_of(any_fact(attached), any_fact(routed))


def needs_internet_gateway(stack: Stack, vpc: Resource) -> Fact:
    """The VPC has a subnet that assigns public addresses, or a public NAT gateway."""
    subnets = stack.linked(SUBNET, to=vpc, by="vpcId")
    regional = stack.linked(NAT_GATEWAY, to=vpc, by="vpcId")
    return any_of(
        subnets.any(lambda subnet: subnet["mapPublicIpOnLaunch"].is_true()),
        subnets.any(lambda subnet: stack.linked(NAT_GATEWAY, to=subnet, by="subnetId").any(_is_public)),
        regional.any(_is_public),
    )


def _has_target(route: Value | Resource, target: str) -> Fact:
    """The route has this target; a preview that does not know the whole route cannot tell."""
    value = route[target]
    if value.is_unknown:
        return TRUE if value.path.endswith(target) else value.undecided()
    return is_not(value.is_empty())


def _is_public(nat_gateway: Resource) -> Fact:
    return is_not(nat_gateway["connectivityType"].equals("private"))


def _routes(stack: Stack, vpc: Resource) -> Iterator[tuple[Resource, Value | Resource, Fact]]:
    """Each route: its resource, what has its arguments, and the fact that it is in the VPC."""
    default = ("defaultRouteTableId",)
    tables = stack.linked(ROUTE_TABLE, to=vpc, by="vpcId")
    tables += stack.linked(DEFAULT_ROUTE_TABLE, to=vpc, by="defaultRouteTableId", names=default)
    for table, in_vpc in tables.links:
        for route in table["routes"].elements():
            yield table, route, in_vpc
    for separate, in_vpc in (*_separate(stack, tables), *_in_main_table(stack, vpc, default)):
        yield separate, separate, in_vpc


def _separate(stack: Stack, tables: Linked) -> Iterator[tuple[Resource, Fact]]:
    for table, in_vpc in tables.links:
        for route, fact in stack.linked(ROUTE, to=table, by="routeTableId").links:
            yield route, all_of(in_vpc, fact)


def _in_main_table(stack: Stack, vpc: Resource, names: tuple[str, ...]) -> Iterator[tuple[Resource, Fact]]:
    """Routes that name the VPC's own table, as ``vpc.main_route_table_id``."""
    for route, fact in stack.linked(ROUTE, to=vpc, by="routeTableId", names=names).links:
        sources = map(stack.type_of, route.property_dependencies.get("routeTableId", ()))
        if not any(kind in (*ROUTE_TABLE, *DEFAULT_ROUTE_TABLE) for kind in sources):
            yield route, fact


def _is_internet_gateway(stack: Stack, owner: Resource, gateway: Value) -> Fact:
    """The gateway of a route is an internet gateway: by its ID, or by what the route's property depends on."""
    if not gateway.is_unknown:
        return gateway.starts_with("igw-")
    types = [stack.type_of(urn) for urn in owner.property_dependencies.get(gateway.path.split("[")[0], ())]
    if any(kind in (*INTERNET_GATEWAY, *INTERNET_GATEWAY_ATTACHMENT) for kind in types):
        return TRUE
    return FALSE if types and all(kind in VPN_GATEWAY for kind in types) else gateway.undecided()
