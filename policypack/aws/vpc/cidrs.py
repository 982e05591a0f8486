"""CIDR arithmetic on the blocks of VPCs and subnets."""

from __future__ import annotations

from ipaddress import IPv4Network

from policypack.aws import ec2
from policypack.model.facts import FALSE, Fact, any_fact, known, unknown
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value, together

VPC_CIDR_ASSOCIATION = ("aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",)
LARGEST_SUBNET, SMALLEST_SUBNET = 16, 28
"""Netmasks that AWS allows a subnet (VPC user guide, subnet sizing, read in November 2026)."""


def network(cidr: Value) -> Value:
    """The IPv4 network of a CIDR block; absent where the text is none."""
    return cidr.as_text().map(_network_or_none)


def _network_or_none(text: str) -> object:
    try:
        return IPv4Network(text, strict=False)
    except ValueError:
        return None


def subnet_size_error(network: IPv4Network | None) -> str | None:
    """What is wrong with the size of a subnet's network; None where nothing is, and where there is no network."""
    if network is None or LARGEST_SUBNET <= network.prefixlen <= SMALLEST_SUBNET:
        return None
    return f"a subnet is /{LARGEST_SUBNET} to /{SMALLEST_SUBNET}"


def vpc_size_error(network: IPv4Network | None) -> str | None:
    """What is wrong with the size of a VPC's block, whose limits are those of a subnet."""
    return "a block of a VPC is /16 to /28" if subnet_size_error(network) else None


def contains(block: Value, subnet: Value) -> Fact:
    """The subnet's block is inside ``block``."""
    return together(lambda outer, inner: bool(outer and inner and inner.subnet_of(outer)), block, subnet)


def overlap(one: Value, other: Value) -> Fact:
    """The two blocks have an address in common."""
    return together(lambda mine, theirs: bool(mine and theirs and mine.overlaps(theirs)), one, other)


def is_inside(subnet: Resource, vpc: Resource, stack: Stack) -> Fact:
    """The subnet's block is inside the VPC's own block or one that is associated with it.

    Unknown for a block from an IPAM pool and for that of the default VPC, which no argument shows.
    """
    own = vpc["cidrBlock"]
    associations = stack.linked(VPC_CIDR_ASSOCIATION, to=vpc, by="vpcId")
    wanted = network(subnet["cidrBlock"])
    main = unknown(own.reason) if own.is_absent else contains(network(own), wanted)
    return any_fact([main, associations.any(lambda one: _in_association(one, wanted))])


def _in_association(association: Resource, wanted: Value) -> Fact:
    block = association["cidrBlock"]
    return unknown(block.reason) if block.is_absent else contains(network(block), wanted)


def same_vpc(one: Resource, other: Resource, stack: Stack) -> Fact:
    """Both subnets are in the same VPC: one of this stack, or one that both name by the same ID."""
    mine, theirs = (stack.referred(subnet, "vpcId", ec2.VPC).certain() for subnet in (one, other))
    if mine and theirs:
        return known(mine[0] is theirs[0])
    if mine or theirs:
        return _may_be(other if mine else one)
    return together(lambda a, b: a == b, one["vpcId"], other["vpcId"])


def _may_be(subnet: Resource) -> Fact:
    """A subnet whose VPC this stack does not make is in one that it makes only if its ID is still unknown."""
    vpc = subnet["vpcId"]
    return vpc.undecided() if vpc.is_unknown else FALSE
