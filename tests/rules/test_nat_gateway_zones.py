"""Which subnets share a NAT gateway, and in which zones they are."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.vpc.rules.nat_gateway_zones import RULE
from policypack.testing import UNKNOWN, judge_stack, resource

GATEWAY = "aws:ec2/natGateway:NatGateway"
OUT = {"cidrBlock": "0.0.0.0/0", "natGatewayId": "nat-0123456789abcdef0"}


def verdict_on(gateway: dict[str, Any], routes: Any, *zones: dict[str, Any]) -> str:
    made = resource(GATEWAY, "nat", gateway, outputs={"id": OUT["natGatewayId"]})
    table = resource("aws:ec2/routeTable:RouteTable", "private", {"routes": routes}, outputs={"id": "rtb-1"})
    parts = []
    for number, zone in enumerate(zones):
        identity = f"subnet-{number}"
        parts.append(resource("aws:ec2/subnet:Subnet", identity, zone, outputs={"id": identity}))
        both = {"routeTableId": "rtb-1", "subnetId": identity}
        parts.append(resource("aws:ec2/routeTableAssociation:RouteTableAssociation", identity, both))
    return str(judge_stack(RULE, made, table, *parts)["nat"])


A, B = {"availabilityZone": "us-east-1a"}, {"availabilityZone": "us-east-1b"}


@pytest.mark.parametrize(
    ("gateway", "routes", "zones", "verdict"),
    [
        ({}, [OUT], (A, B), "violated: subnetId"),
        ({}, [OUT], (A, A), "fine"),
        ({}, [OUT], (A, B, {}), "violated: subnetId"),
        ({}, [OUT], (A, {}), "undetermined: availabilityZone"),
        ({}, [OUT], (A, {"availabilityZone": UNKNOWN}), "undetermined: availabilityZone"),
        ({}, [OUT], (A, {"availabilityZone": "us-east-1-bos-1a"}), "fine"),
        ({}, [OUT], ({"availabilityZoneId": "use1-az1"}, {"availabilityZoneId": "use1-az2"}), "violated: subnetId"),
        ({}, [], (A, B), "not applicable"),
        ({}, [OUT], (), "not applicable"),
        ({"availabilityMode": "regional"}, [OUT], (A, B), "not applicable"),
        ({"availabilityMode": UNKNOWN}, [OUT], (A, B), "undetermined: availabilityMode"),
    ],
)
def test_verdict(gateway: Any, routes: Any, zones: Any, verdict: str) -> None:
    assert verdict_on(gateway, routes, *zones) == verdict


def test_separate_routes_of_a_table_for_each_subnet_count_together() -> None:
    made = resource(GATEWAY, "nat", {})
    parts = [made]
    for name, zone in (("a", A), ("b", B)):
        table = resource("aws:ec2/routeTable:RouteTable", name, {})
        subnet = resource("aws:ec2/subnet:Subnet", name, zone)
        to = {"routeTableId": [table], "natGatewayId": [made]}
        parts += [table, subnet]
        parts.append(
            resource("aws:ec2/route:Route", name, {"routeTableId": UNKNOWN, "natGatewayId": UNKNOWN}, depends=to)
        )
        both = {"routeTableId": UNKNOWN, "subnetId": UNKNOWN}
        of = {"routeTableId": [table], "subnetId": [subnet]}
        parts.append(resource("aws:ec2/routeTableAssociation:RouteTableAssociation", name, both, depends=of))
    assert str(judge_stack(RULE, *parts)["nat"]) == "violated: subnetId"


def test_inline_routes_to_one_of_two_gateways_are_not_told() -> None:
    first, second = resource(GATEWAY, "nat", {}), resource(GATEWAY, "other", {})
    routes = {"routes": [{**OUT, "natGatewayId": UNKNOWN}]}
    table = resource("aws:ec2/routeTable:RouteTable", "private", routes, depends={"routes": [first, second]})
    parts = []
    for name, zone in (("a", A), ("b", B)):
        subnet = resource("aws:ec2/subnet:Subnet", name, zone)
        both = {"routeTableId": UNKNOWN, "subnetId": UNKNOWN}
        of = {"routeTableId": [table], "subnetId": [subnet]}
        parts += [
            subnet,
            resource("aws:ec2/routeTableAssociation:RouteTableAssociation", name, both, depends=of),
        ]
    judged = judge_stack(RULE, first, second, table, *parts)
    assert str(judged["nat"]).startswith("undetermined")
