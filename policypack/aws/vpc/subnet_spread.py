"""Over which availability zones the subnets that a resource lists are spread."""

from __future__ import annotations

from itertools import combinations

from policypack.aws.ec2 import DEFAULT_SUBNET, SUBNET, count_zones, is_edge_zone, zone
from policypack.model.facts import FALSE, TRUE, Fact, any_fact, any_of
from policypack.model.links import Linked
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value, together

FEWEST = 2
"""Zones that application load balancers and EKS clusters need."""


def listed_subnets(stack: Stack, resource: Resource, path: str) -> Linked:
    """The stack's subnets in the resource's list (a dotted path)."""
    return stack.referred(resource, path, (*SUBNET, *DEFAULT_SUBNET))


def spans_two_zones(listed: Value, subnets: Linked) -> Fact:
    """False for one subnet, and for subnets of the stack in one zone.

    A list that names subnets of elsewhere counts as spanning two zones, as nothing in the stack says which they are in;
    one that only may name those of the stack is open.
    """
    zones = count_zones(subnets).at_least(FEWEST)
    if listed.is_unknown:
        return any_of(zones if zones.truth else FALSE, listed.undecided())
    total = len(listed.elements())
    if total < FEWEST:
        return FALSE
    if total > len(subnets.links):
        return TRUE
    certain = sum(fact.truth is True for _, fact in subnets.links)
    return listed.undecided() if zones.truth is False and total > certain else zones


def share_a_zone(subnets: Linked) -> Fact:
    """Two of the subnets are in the same zone, where both set one."""
    pairs = combinations(subnets.certain(), 2)
    return any_fact(together(_is_same, zone(one), zone(other)) for one, other in pairs)


def is_off_region(subnet: Resource) -> Fact:
    """On an Outpost, or in a zone that is none of a region's availability zones."""
    outpost = subnet["outpostArn"].is_set() if subnet.type in SUBNET else FALSE
    return any_of(outpost, zone(subnet).as_text().test(is_edge_zone))


def _is_same(one: object, other: object) -> bool:
    return one is not None and one == other
