"""Addresses that a program gives to interfaces, and the subnets that they must be of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from ipaddress import IPv4Address, IPv4Network

from policypack.aws.ec2 import SUBNET
from policypack.aws.vpc import cidrs
from policypack.model.alike import Alike
from policypack.model.facts import Fact, all_of, any_fact
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value, together

ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    "aws:ec2/networkInterface:NetworkInterface": ("privateIp", "privateIps[]", "privateIpLists[]"),
    "aws:ec2/instance:Instance": ("privateIp", "secondaryPrivateIps[]"),
    "aws:efs/mountTarget:MountTarget": ("ipAddress",),
    "aws:ec2/natGateway:NatGateway": ("privateIp", "secondaryPrivateIpAddresses[]"),
}
"""Types with a subnetId -> their arguments that hold addresses of that subnet."""
RESERVED = 4
"""The first addresses of a subnet, which AWS uses itself, as it does the last one.

Source: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html, November 2026.
"""


def addresses(resource: Resource) -> Iterator[Value]:
    """Each address that the resource has, or what keeps it unknown."""
    for path in ARGUMENTS[resource.type]:
        for found in resource.each(path):
            yield from (value for value in found.elements() if value.is_empty().truth is not True)


def is_in_subnet(address: Value, owner: Resource, stack: Stack) -> Fact:
    """The address is of the subnet's block. An address that is none is somebody else's matter."""
    return _all_subnets(address, owner, stack, lambda one, block: one in block)


def is_free(address: Value, owner: Resource, stack: Stack) -> Fact:
    """The address is not one that AWS keeps of each subnet."""
    return _all_subnets(address, owner, stack, lambda one, block: one not in block or not is_reserved(one, block))


def is_reserved(address: IPv4Address, block: IPv4Network) -> bool:
    """One of the first four of the block, or its last one."""
    return int(address) - int(block.network_address) < RESERVED or address == block.broadcast_address


def earlier_with(address: Value, owner: Resource, stack: Stack) -> Fact:
    """An earlier resource, or an earlier argument of this one, has the same address of the same subnet."""
    return any_fact(
        all_of(fact, of_subnet, together(_is_same, address, other))
        for subnet, fact in stack.referred(owner, "subnetId", SUBNET).links
        for one, of_subnet, other in stack.derived(_addresses_of, subnet).like(address)
        if one.urn < owner.urn
    )


def _addresses_of(stack: Stack, subnet: Resource) -> Alike[tuple[Resource, Fact, Value]]:
    """The addresses that resources have of a subnet."""
    found: Alike[tuple[Resource, Fact, Value]] = Alike()
    for one, fact in stack.linked(tuple(ARGUMENTS), to=subnet, by="subnetId").links:
        for address in addresses(one):
            found.add((one, fact, address), address)
    return found


def _all_subnets(
    address: Value, owner: Resource, stack: Stack, question: Callable[[IPv4Address, IPv4Network], bool]
) -> Fact:
    def holds(text: object, block: IPv4Network | None) -> bool:
        try:
            return block is None or question(IPv4Address(str(text)), block)
        except ValueError:
            return True

    return stack.referred(owner, "subnetId", SUBNET).all(
        lambda subnet: together(holds, address, cidrs.network(subnet["cidrBlock"]))
    )


def _is_same(one: object, other: object) -> bool:
    return one is not None and one == other
