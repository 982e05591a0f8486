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


def contains(block: Value, subnet: Value) -> Fact:
    """The subnet's block lies in ``block``."""
    return together(lambda outer, inner: bool(outer and inner and inner.subnet_of(outer)), block, subnet)


def overlap(one: Value, other: Value) -> Fact:
    """The two blocks have an address in common."""
    return together(lambda mine, theirs: bool(mine and theirs and mine.overlaps(theirs)), one, other)


def is_inside(subnet: Resource, vpc: Resource, stack: Stack) -> Fact:
    """The subnet's block lies in the VPC's own block or in one that is associated with it.

    A block that AWS takes from an IPAM pool, and the default VPC's, stand in no argument: then nothing is decided.
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
    """Both subnets stand in the same VPC: one of this stack, or one that both name by the same ID."""
    mine, theirs = (stack.referred(subnet, "vpcId", ec2.VPC).certain() for subnet in (one, other))
    if mine and theirs:
        return known(mine[0] is theirs[0])
    if mine or theirs:
        return _may_be(other if mine else one)
    return together(lambda a, b: a == b, one["vpcId"], other["vpcId"])


def _may_be(subnet: Resource) -> Fact:
    """A subnet whose VPC this stack does not make can only by its unknown ID stand in one that it makes."""
    vpc = subnet["vpcId"]
    return vpc.undecided() if vpc.is_unknown else FALSE
