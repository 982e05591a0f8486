"""security-group-rules-distinct: Security group rules must not duplicate each other."""

from collections.abc import Iterator

from policypack.aws.vpc.security_group_grants import Grant, Grants, are_one_permission, grants_of
from policypack.aws.vpc.security_groups import GROUP
from policypack.check import Resource, Value, Verdict, any_fact, is_not, require
from policypack.fix import Fix, Remove, fix
from policypack.rule import Rejection, StackContext, StackRule

DUPLICATE = Rejection(
    service="EC2",
    condition="Two rules of a security group have the same protocol, ports and peer",
    error='InvalidPermission.Duplicate: the specified rule "peer: 0.0.0.0/0, UDP, from port: 50000, to port:'
    ' 60000, ALLOW" already exists',
    source="https://github.com/terraform-aws-modules/terraform-aws-security-group/issues/351",
    invalid="again",
    valid="other-port",
)
REPEATED = Rejection(
    service="EC2",
    condition="A rule of a security group lists a block twice",
    error="InvalidParameterValue: The same permission must not appear multiple times",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/2587",
    invalid="twice",
    valid="once",
)


def check(group: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """No two rules of the group, inline or separate, are the same permission, and no rule has a peer twice."""
    earlier = Grants()
    for grant in grants_of(group, context.stack):
        alike = earlier.like(grant)
        yield require(
            is_not(any_fact(are_one_permission(grant, other) for other in alike if not is_of_one_rule(grant, other))),
            at=grant.peer,
            problem=f"Another rule of {group} has the same direction, protocol, ports and {shown(grant.peer)}.",
            fix=without(grant),
            on=grant.resource,
            rejects=DUPLICATE,
        )
        yield require(
            is_not(any_fact(are_one_permission(grant, other) for other in alike if is_of_one_rule(grant, other))),
            at=grant.peer,
            problem=f"The rule has {shown(grant.peer)} twice.",
            fix=fix(Remove(grant.peer.path)),
            on=grant.resource,
            rejects=REPEATED,
        )
        earlier.add(grant)


def is_of_one_rule(one: Grant, other: Grant) -> bool:
    """Both are of one rule, which lists several peers."""
    return one.resource is other.resource and one.entry == other.entry


def without(grant: Grant) -> Fix:
    """The rule goes; of one that has other peers, too, only this one."""
    peers = grant.permission.peers.items()
    several = [one for kind, peer in peers if kind != "self" or peer.is_true().truth for one in peer.elements()]
    return fix(Remove(grant.entry if len(several) == 1 else grant.peer.path))


def shown(peer: Value) -> str:
    """The argument of the peer, with its value where it is known."""
    return f"{peer.path} ({peer})" if peer.is_known else peer.path


RULE = StackRule(
    id="security-group-rules-distinct",
    summary="Security group rules must not duplicate each other",
    rationale="""
        EC2 identifies a rule by its direction, protocol, range and peer; the description does not count. It rejects the
        second of two equal rules, whether both are separate resources or one is in the group. One rule must not list a
        block twice either. 10.0.0.1/24 and 10.0.0.0/24 are the same block. Rules in one group that are equal in every
        argument are one rule to the provider. Groups that the stack does not make are not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=GROUP,
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
        DUPLICATE.source,
        REPEATED.source,
    ),
    rejections=(DUPLICATE, REPEATED),
    check=check,
)
