"""Gateways, routes and private exits by reference and by literal, and what is not known of them."""

import pytest

from policypack.aws.vpc.rules.vpc_internet_gateway import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

VPC = resource(RULE.applies_to[0], "vpc")
OTHER = resource(RULE.applies_to[0], "other")


def in_vpc(type_, name, inputs=None, vpc=VPC, by="vpcId", **depends):
    linked = {by: [vpc], **{key: [value] for key, value in depends.items()}}
    return resource(type_, name, {by: UNKNOWN, **(inputs or {})}, depends=linked)


SUBNET = in_vpc("aws:ec2/subnet:Subnet", "subnet")
PUBLIC = in_vpc("aws:ec2/subnet:Subnet", "public", {"mapPublicIpOnLaunch": True})
GATEWAY = in_vpc("aws:ec2/internetGateway:InternetGateway", "gateway")
TABLE = in_vpc("aws:ec2/routeTable:RouteTable", "table")
INLINE = in_vpc("aws:ec2/routeTable:RouteTable", "inline", {"routes": [{"gatewayId": UNKNOWN}]}, routes=GATEWAY)
ENDPOINT = in_vpc("aws:ec2/vpcEndpoint:VpcEndpoint", "endpoint")


def nat(name="nat", **inputs):
    linked = {"subnetId": [SUBNET]}
    return resource("aws:ec2/natGateway:NatGateway", name, {"subnetId": UNKNOWN, **inputs}, depends=linked)


def route(inputs, name="route", **depends):
    linked = {key: [value] for key, value in depends.items()}
    return resource("aws:ec2/route:Route", name, inputs, depends=linked)


def verdict(*resources):
    return str(judge_stack(RULE, VPC, *resources)["vpc"])


def test_a_vpc_without_subnets_is_not_asked():
    assert verdict(GATEWAY) == "not applicable"
    assert verdict() == "not applicable"


def test_nothing_leads_out():
    assert verdict(SUBNET) == "violated: internetGateway"
    assert verdict(SUBNET, GATEWAY) == "violated: routes"
    assert verdict(SUBNET, GATEWAY, INLINE) == "fine"


def test_a_gateway_of_another_vpc_does_not_count():
    gateway = in_vpc("aws:ec2/internetGateway:InternetGateway", "gateway", vpc=OTHER)
    assert verdict(SUBNET, gateway) == "violated: internetGateway"


def test_an_attachment_attaches():
    gateway = resource("aws:ec2/internetGateway:InternetGateway", "gateway")
    attachment = in_vpc("aws:ec2/internetGatewayAttachment:InternetGatewayAttachment", "attachment")
    default = route({"routeTableId": UNKNOWN, "gatewayId": UNKNOWN}, routeTableId=TABLE, gatewayId=gateway)
    assert verdict(SUBNET, gateway, attachment, TABLE, default) == "fine"
    assert verdict(SUBNET, gateway, attachment, TABLE) == "violated: routes"


@pytest.mark.parametrize(
    ("gateway_id", "answer"),
    [
        ("igw-0a1b2c3d4e5f60718", "fine"),
        (secret("igw-0a1b2c3d4e5f60718"), "fine"),
        ("vgw-0a1b2c3d4e5f60718", "violated: routes"),
        ("local", "violated: routes"),
        ("", "violated: routes"),
        (None, "violated: routes"),
        (UNKNOWN, "undetermined: gatewayId"),
        (5, "violated: routes"),
    ],
)
def test_a_route_by_literal(gateway_id, answer):
    one = route({"routeTableId": UNKNOWN, "gatewayId": gateway_id}, routeTableId=TABLE)
    assert verdict(SUBNET, GATEWAY, TABLE, one) == answer


def test_a_route_to_a_vpn_gateway_is_none_to_the_internet():
    vpn = in_vpc("aws:ec2/vpnGateway:VpnGateway", "vpn")
    one = route({"routeTableId": UNKNOWN, "gatewayId": UNKNOWN}, routeTableId=TABLE, gatewayId=vpn)
    assert verdict(SUBNET, GATEWAY, TABLE, one, vpn) == "fine"
    assert verdict(PUBLIC, GATEWAY, TABLE, one, vpn) == "violated: routes"


def test_a_gateway_from_another_stack_may_be_an_internet_gateway():
    reference = resource("pulumi:pulumi:StackReference", "network")
    one = route({"routeTableId": UNKNOWN, "gatewayId": UNKNOWN}, routeTableId=TABLE, gatewayId=reference)
    assert verdict(SUBNET, GATEWAY, TABLE, one, reference) == "undetermined: gatewayId"


def test_a_route_table_of_another_vpc_does_not_count():
    table = in_vpc(
        "aws:ec2/routeTable:RouteTable", "t", {"routes": [{"gatewayId": UNKNOWN}]}, vpc=OTHER, routes=GATEWAY
    )
    assert verdict(SUBNET, GATEWAY, table, OTHER) == "violated: routes"


def test_the_default_and_the_main_route_table():
    inputs = {"routes": [{"cidrBlock": "0.0.0.0/0", "gatewayId": UNKNOWN}]}
    default = in_vpc(
        "aws:ec2/defaultRouteTable:DefaultRouteTable", "d", inputs, by="defaultRouteTableId", routes=GATEWAY
    )
    assert verdict(SUBNET, GATEWAY, default) == "fine"
    main = route({"routeTableId": UNKNOWN, "gatewayId": UNKNOWN}, routeTableId=VPC, gatewayId=GATEWAY)
    assert verdict(SUBNET, GATEWAY, main) == "fine"


def test_routes_that_are_not_known():
    whole = in_vpc("aws:ec2/routeTable:RouteTable", "t", {"routes": UNKNOWN})
    assert verdict(SUBNET, GATEWAY, whole) == "undetermined: routes"
    depending = in_vpc("aws:ec2/routeTable:RouteTable", "t", {"routes": UNKNOWN}, routes=GATEWAY)
    assert verdict(SUBNET, GATEWAY, depending) == "fine"
    assert verdict(SUBNET, GATEWAY, in_vpc("aws:ec2/routeTable:RouteTable", "t", {"routes": []})) == "violated: routes"


@pytest.mark.parametrize(
    ("type_", "by"),
    [
        ("aws:ec2/vpcEndpoint:VpcEndpoint", "vpcId"),
        ("aws:ec2transitgateway/vpcAttachment:VpcAttachment", "vpcId"),
        ("aws:networkmanager/vpcAttachment:VpcAttachment", "vpcArn"),
        ("aws:ec2/vpnGateway:VpnGateway", "vpcId"),
        ("aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment", "vpcId"),
        ("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "vpcId"),
        ("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", "peerVpcId"),
        ("aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", "vpcId"),
        ("aws:ec2/carrierGateway:CarrierGateway", "vpcId"),
    ],
)
def test_private_exits(type_, by):
    private = in_vpc(type_, "exit", by=by)
    assert verdict(SUBNET, private) == "fine"
    assert verdict(SUBNET, PUBLIC, private) == "violated: internetGateway"
    assert verdict(SUBNET, nat(), private) == "violated: internetGateway"
    assert verdict(SUBNET, nat(connectivityType="private"), private) == "fine"
    assert verdict(SUBNET, in_vpc(type_, "exit", by=by, vpc=OTHER)) == "violated: internetGateway"


def test_a_regional_nat_gateway_needs_an_internet_gateway():
    regional = in_vpc("aws:ec2/natGateway:NatGateway", "nat", {"availabilityMode": "regional"})
    assert verdict(SUBNET, ENDPOINT, regional) == "violated: internetGateway"


@pytest.mark.parametrize("target", ["transitGatewayId", "vpcPeeringConnectionId", "egressOnlyGatewayId"])
def test_a_route_to_a_private_exit_that_another_stack_makes(target):
    assert verdict(SUBNET, TABLE, route({"routeTableId": UNKNOWN, target: "x-1"}, routeTableId=TABLE)) == "fine"
    assert verdict(SUBNET, TABLE, route({"routeTableId": UNKNOWN, target: UNKNOWN}, routeTableId=TABLE)) == "fine"
    assert verdict(SUBNET, TABLE, route({"routeTableId": UNKNOWN, target: ""}, routeTableId=TABLE)).startswith("viol")


def test_unknown_flags_only_undecide():
    doubtful = in_vpc("aws:ec2/subnet:Subnet", "doubtful", {"mapPublicIpOnLaunch": UNKNOWN})
    assert verdict(doubtful, ENDPOINT) == "undetermined: mapPublicIpOnLaunch"
    assert verdict(doubtful) == "violated: internetGateway"
    assert verdict(doubtful, GATEWAY, INLINE) == "fine"
    assert verdict(SUBNET, ENDPOINT, nat(connectivityType=UNKNOWN)) == "undetermined: connectivityType"
    text = in_vpc("aws:ec2/subnet:Subnet", "text", {"mapPublicIpOnLaunch": "true"})
    assert verdict(text, ENDPOINT) == "violated: internetGateway"


def test_values_known_in_an_update():
    vpc = resource(RULE.applies_to[0], "vpc", outputs={"id": "vpc-1", "defaultRouteTableId": "rtb-0"})
    subnet = resource("aws:ec2/subnet:Subnet", "subnet", {"vpcId": "vpc-1"})
    gateway = resource("aws:ec2/internetGateway:InternetGateway", "g", {"vpcId": "vpc-1"}, outputs={"id": "igw-1"})
    table = resource("aws:ec2/routeTable:RouteTable", "table", {"vpcId": "vpc-1", "routes": [{"gatewayId": "igw-1"}]})
    default = route({"routeTableId": "rtb-0", "gatewayId": "igw-1"})
    assert str(judge_stack(RULE, vpc, subnet, gateway, table)["vpc"]) == "fine"
    assert str(judge_stack(RULE, vpc, subnet, gateway, default)["vpc"]) == "fine"
    assert str(judge_stack(RULE, vpc, subnet, gateway)["vpc"]) == "violated: routes"


def test_the_message_says_what_is_public():
    (public,) = judge_stack(RULE, VPC, PUBLIC)["vpc"].messages
    assert "its public subnets and NAT gateways reach nothing" in public
    (isolated,) = judge_stack(RULE, VPC, SUBNET)["vpc"].messages
    assert "no endpoint, peering, VPN or transit gateway replaces it" in isolated
    assert isolated.endswith(
        'aws.ec2.InternetGateway("gateway", vpc_id=vpc.id), aws.ec2.Route("internet", route_table_id=...,'
        ' destination_cidr_block="0.0.0.0/0", gateway_id=gateway.id)  # ... is the route table of the public subnets'
    )
