"""In which VPC a resource is, and whether two are in the same one."""

from __future__ import annotations

from policypack.aws import ec2
from policypack.model.facts import TRUE, Fact, any_of, known
from policypack.model.links import Linked
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import together

DEFAULT_VPC = "aws:ec2/defaultVpc:DefaultVpc"


def same_vpc(one: Resource, other: Resource, stack: Stack) -> Fact:
    """Both are in the same VPC: one that the stack makes, or one that both name by the same ID.

    A security group without a VPC is in the default one. That a VPC of the stack is not the one that a literal ID
    names is known only where its own ID is.
    """
    mine, theirs = _vpcs(one, stack), _vpcs(other, stack)
    certain, others = mine.certain(), theirs.certain()
    if certain and others:
        return known(certain[0] is others[0])
    if _only_one(one, mine) is not None and _only_one(one, mine) is _only_one(other, theirs):
        return TRUE
    if certain or others:
        return _names((certain or others)[0], other if certain else one)
    return any_of(*(fact for _, fact in (*mine.links, *theirs.links)), _equal_ids(one, other))


def _vpcs(resource: Resource, stack: Stack) -> Linked:
    return stack.referred(resource, "vpcId", ec2.VPC)


def _only_one(resource: Resource, vpcs: Linked) -> Resource | None:
    """The one VPC that a reference through a component can mean."""
    found = tuple(vpcs)
    return found[0] if len(found) == 1 and resource.property_dependencies.get("vpcId") else None


def _names(vpc: Resource, resource: Resource) -> Fact:
    """The VPC of the stack is the one that the resource's own argument names."""
    named = resource["vpcId"]
    if named.is_absent:
        return known(vpc.type == DEFAULT_VPC)
    return together(lambda identity, name: identity == name, vpc.output("id"), named)


def _equal_ids(one: Resource, other: Resource) -> Fact:
    """An absent ID means the default VPC, which any ID may name."""
    mine, theirs = one["vpcId"], other["vpcId"]
    if mine.is_absent or theirs.is_absent:
        return TRUE
    return together(lambda first, second: first == second, mine, theirs)
