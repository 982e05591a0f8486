"""What each rule of a security group permits, to compare rules by."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_network

from policypack.aws.vpc.security_groups import (
    GROUP,
    SEPARATE_RULES,
    Permission,
    permissions,
    same_protocol,
)
from policypack.model.alike import Alike
from policypack.model.facts import FALSE, TRUE, Fact, all_of, any_of
from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Plain, Value, plain, together


@record(frozen=True, slots=True)
class Grant:
    """One permission for one peer. ``linked`` is the fact that it belongs to the group; ``entry`` is the path of
    the inline rule that it is of, empty for a separate rule and for a list that is not known, and ``arguments`` what
    that rule says."""

    resource: Resource
    entry: str
    linked: Fact
    permission: Permission
    kind: str
    peer: Value
    identity: Value
    arguments: Plain


def grants_of(group: Resource, stack: Stack) -> Iterator[Grant]:
    """All grants of the group: first the inline ones, then those of separate rules, in order of their URNs."""
    yield from _grants(group, TRUE, group, stack)
    for rule, fact in stack.linked(SEPARATE_RULES, to=group, by="securityGroupId").links:
        yield from _grants(rule, fact, group, stack)


class Grants:
    """Grants by what they permit, in the order in which they were added."""

    def __init__(self) -> None:
        self._alike: Alike[Grant] = Alike()

    def add(self, grant: Grant) -> None:
        """One more grant."""
        self._alike.add(grant, *_compared(grant))

    def like(self, grant: Grant) -> list[Grant]:
        """Those added so far that may be the same permission to AWS, of many that only may be the latest."""
        return self._alike.nearest(*_compared(grant))


def _compared(grant: Grant) -> Iterator[Value]:
    """What two grants that are one permission have in common."""
    permission = grant.permission
    no_range = permission.is_of_all_protocols().truth
    yield Value(grant.kind, grant.peer.path)
    yield permission.direction
    yield same_protocol(permission.protocol)
    yield from (Value(None, port.path) if no_range else port.as_text() for port in _ports(permission))
    yield grant.identity


def _ports(permission: Permission) -> tuple[Value, Value]:
    return permission.from_port, permission.to_port


def are_one_permission(one: Grant, other: Grant) -> Fact:
    """The two grants are one permission to AWS."""
    if one.kind != other.kind or _is_one_to_the_provider(one, other):
        return FALSE
    mine, theirs = one.permission, other.permission
    return all_of(
        one.linked,
        other.linked,
        _equal(mine.direction, theirs.direction),
        _equal(same_protocol(mine.protocol), same_protocol(theirs.protocol)),
        any_of(
            mine.is_of_all_protocols(),
            all_of(
                _equal(mine.from_port.as_text(), theirs.from_port.as_text()),
                _equal(mine.to_port.as_text(), theirs.to_port.as_text()),
            ),
        ),
        _equal(one.identity, other.identity),
    )


def _equal(one: Value, other: Value) -> Fact:
    return together(lambda mine, theirs: mine == theirs, one, other)


def _is_one_to_the_provider(one: Grant, other: Grant) -> bool:
    """Rules in a group that are equal in every argument count once."""
    if one.resource is not other.resource or one.entry == other.entry or not (one.entry and other.entry):
        return False
    return bool(one.arguments == other.arguments)


def _grants(resource: Resource, linked: Fact, group: Resource, stack: Stack) -> Iterator[Grant]:
    for permission in permissions(resource):
        entry = permission.protocol.path.rpartition(".")[0]
        arguments = plain(resource.at(entry)) if entry else None
        for kind, argument in permission.peers.items():
            for peer, identity in _peers(kind, argument, permission, resource, group, stack):
                named = "group" if kind == "self" else kind
                yield Grant(resource, entry, linked, permission, named, peer, identity, arguments)


def _peers(
    kind: str, argument: Value, permission: Permission, resource: Resource, group: Resource, stack: Stack
) -> Iterator[tuple[Value, Value]]:
    if kind == "self":
        if argument.is_true().truth is not False:
            yield argument, _named(group.urn, argument) if argument.is_known else argument
        return
    for peer in _elements(argument):
        if kind == "group":
            made = () if permission.inline else stack.referred(resource, argument.path, GROUP).certain()
            yield peer, _named(made[0].urn, peer) if len(made) == 1 else peer.as_text()
        else:
            yield peer, peer.as_text().map(_network if kind in ("ipv4", "ipv6") else str)


def _elements(argument: Value) -> tuple[Value, ...]:
    """The peers; a list that a preview does not know may name one twice."""
    is_list = argument.path.endswith(("s", "]"))
    return (argument, argument) if argument.is_unknown and is_list else argument.elements()


def _named(urn: str, peer: Value) -> Value:
    return Value(urn, peer.path, peer.owner)


def _network(cidr: str) -> object:
    try:
        return str(ip_network(cidr, strict=False))
    except ValueError:
        return cidr
