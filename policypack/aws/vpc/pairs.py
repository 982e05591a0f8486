"""What must stand in one VPC: the arguments of each type that bring subnets, groups, tables and gateways together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from policypack.aws import ec2, rds
from policypack.aws.vpc.security_groups import GROUP
from policypack.model.facts import TRUE
from policypack.model.links import Linked
from policypack.model.resources import Resource
from policypack.model.stack import Stack

ASSOCIATION = ("aws:ec2/routeTableAssociation:RouteTableAssociation",)
INSTANCE = ("aws:ec2/instance:Instance",)
LOAD_BALANCER = ("aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer")
FUNCTION = ("aws:lambda/function:Function",)
DB_SUBNET_GROUP = ("aws:rds/subnetGroup:SubnetGroup",)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two arguments of a resource whose targets must stand in one VPC: ``at`` names the one to change."""

    at: str
    members: Linked
    peers: Linked
    problem: str


def pairs_of(resource: Resource, stack: Stack) -> Iterator[Pair]:
    """The pairs of arguments that the resource brings together."""
    return _PAIRS[resource.type](resource, stack)


def _of_instance(instance: Resource, stack: Stack) -> Iterator[Pair]:
    yield Pair(
        "vpcSecurityGroupIds",
        stack.referred(instance, "vpcSecurityGroupIds", GROUP),
        stack.referred(instance, "subnetId", ec2.SUBNET),
        "A security group of the instance belongs to another VPC than its subnet; EC2 rejects the instance.",
    )


def _of_load_balancer(balancer: Resource, stack: Stack) -> Iterator[Pair]:
    yield Pair(
        "securityGroups",
        stack.referred(balancer, "securityGroups", GROUP),
        stack.referred(balancer, "subnets", ec2.SUBNET),
        "A security group of the load balancer belongs to another VPC than its subnets; AWS rejects it.",
    )


def _of_function(function: Resource, stack: Stack) -> Iterator[Pair]:
    groups = stack.referred(function, "vpcConfig.securityGroupIds", GROUP)
    yield Pair(
        "vpcConfig.securityGroupIds",
        groups,
        stack.referred(function, "vpcConfig.subnetIds", ec2.SUBNET),
        "A security group of the function belongs to another VPC than its subnets; Lambda rejects it.",
    )


def _of_database(database: Resource, stack: Stack) -> Iterator[Pair]:
    groups = stack.referred(database, "dbSubnetGroupName", DB_SUBNET_GROUP, names=("name",)).certain()
    for group in groups:
        yield Pair(
            "vpcSecurityGroupIds",
            stack.referred(database, "vpcSecurityGroupIds", GROUP),
            stack.referred(group, "subnetIds", ec2.SUBNET),
            f"A security group of the database belongs to another VPC than the subnets of {group}; RDS rejects it.",
        )


def _of_association(association: Resource, stack: Stack) -> Iterator[Pair]:
    yield Pair(
        "routeTableId",
        stack.referred(association, "routeTableId", ec2.ROUTE_TABLE),
        stack.referred(association, "subnetId", ec2.SUBNET),
        "The route table belongs to another VPC than the subnet; AWS rejects the association.",
    )


def _of_route(route: Resource, stack: Stack) -> Iterator[Pair]:
    tables = stack.referred(route, "routeTableId", ec2.ROUTE_TABLE)
    for gateway in stack.referred(route, "gatewayId", ec2.INTERNET_GATEWAY).certain():
        yield Pair("gatewayId", tables, _attachments(gateway, stack), _to_another(gateway))
    for gateway in stack.referred(route, "natGatewayId", ec2.NAT_GATEWAY).certain():
        yield Pair("natGatewayId", tables, stack.referred(gateway, "subnetId", ec2.SUBNET), _to_another(gateway))


def _of_route_table(table: Resource, stack: Stack) -> Iterator[Pair]:
    """The gateways that the table's own routes depend on are those that they lead to."""
    here = Linked(((table, TRUE),))
    for urn in table.property_dependencies.get("routes", ()):
        gateway = stack.get(urn)
        if gateway is not None and gateway.type in ec2.INTERNET_GATEWAY:
            yield Pair("routes", here, _attachments(gateway, stack), _to_another(gateway))
        if gateway is not None and gateway.type in ec2.NAT_GATEWAY:
            yield Pair("routes", here, stack.referred(gateway, "subnetId", ec2.SUBNET), _to_another(gateway))


def _attachments(gateway: Resource, stack: Stack) -> Linked:
    """What names the internet gateway's VPC: itself, or an attachment of its own."""
    if not gateway["vpcId"].is_absent:
        return Linked(((gateway, TRUE),))
    return stack.linked(ec2.INTERNET_GATEWAY_ATTACHMENT, to=gateway, by="internetGatewayId")


def _to_another(gateway: Resource) -> str:
    return f"A route leads to {gateway}, which belongs to another VPC than the route table; AWS rejects the route."


_PAIRS: Mapping[str, Callable[[Resource, Stack], Iterator[Pair]]] = {
    **dict.fromkeys(INSTANCE, _of_instance),
    **dict.fromkeys(LOAD_BALANCER, _of_load_balancer),
    **dict.fromkeys(FUNCTION, _of_function),
    **dict.fromkeys(rds.INSTANCE, _of_database),
    **dict.fromkeys(ASSOCIATION, _of_association),
    **dict.fromkeys(ec2.ROUTE, _of_route),
    **dict.fromkeys(ec2.ROUTE_TABLE, _of_route_table),
}

BRINGING_TOGETHER = tuple(_PAIRS)
"""The types that bring things of one VPC together."""
