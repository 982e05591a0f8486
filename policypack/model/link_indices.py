"""Which pairs of a stack can be linked at all, so that a large stack is not compared pair by pair.

Each index answers with every resource whose :func:`~policypack.model.links.link` may be other than false, and with few
others; what the link is, ``link`` itself decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from policypack.model.links import dependencies_at, identities_of, value_at
from policypack.model.resources import Resource
from policypack.model.values import Plain, Value, plain

if TYPE_CHECKING:
    from policypack.model.stack import Stack

_COMPOUND = object()
"""Stands for all lists and objects, which are compared one by one: they name nothing but by mistake."""


class ReferrerIndex:
    """Resources by what their property ``by`` holds and depends on: finds who names a target."""

    def __init__(self, stack: Stack, referrers: Iterable[Resource], by: str) -> None:
        self._stack = stack
        self._by_dependency: defaultdict[str, list[Resource]] = defaultdict(list)
        self._by_value: defaultdict[object, list[Resource]] = defaultdict(list)
        self._open: defaultdict[str, list[Resource]] = defaultdict(list)
        for referrer in referrers:
            elements = value_at(referrer, by).elements()
            urns = dependencies_at(referrer, by)
            for urn in urns:
                self._by_dependency[urn].append(referrer)
            for element in elements:
                if element.is_known:
                    self._by_value[_key(plain(element))].append(referrer)
            for token in _lacking(stack, elements, urns):
                self._open[token].append(referrer)

    def candidates(self, target: Resource, names: tuple[str, ...]) -> Iterator[Resource]:
        """All whose link to ``target`` may be other than false, some of them more than once."""
        for token, referrers in self._open.items():
            if token != target.type:
                yield from referrers
        for urn in self._ways_to(target):
            yield from self._by_dependency.get(urn, ())
        identities = identities_of(target, names)
        if identities.undecided is not None:
            for referrers in self._by_value.values():
                yield from referrers
        for identity in identities.known:
            yield from self._by_value.get(_key(identity), ())

    def _ways_to(self, target: Resource) -> Iterator[str]:
        """URNs by which a dependency leads to the target: its own, those of what holds it and of what names it."""
        yield target.urn
        for parent in self._stack.parents(target):
            yield parent.urn
        for between in self._stack.property_dependents(target.urn):
            yield between.urn


class TargetIndex:
    """Resources by what names them and by what leads to them: finds what a property of another resource names."""

    def __init__(self, stack: Stack, targets: tuple[Resource, ...], names: tuple[str, ...]) -> None:
        self._stack = stack
        self._targets = targets
        self._types = {target.type for target in targets}
        self._places = {target.urn: place for place, target in enumerate(targets)}
        self._by_value: defaultdict[object, list[int]] = defaultdict(list)
        self._inside: defaultdict[str, list[int]] = defaultdict(list)
        self._through: dict[str, tuple[int, ...]] = {}
        self._undecided: list[int] = []
        for place, target in enumerate(targets):
            identities = identities_of(target, names)
            for identity in identities.known:
                self._by_value[_key(identity)].append(place)
            if identities.undecided is not None:
                self._undecided.append(place)
            for parent in stack.parents(target):
                self._inside[parent.urn].append(place)

    def candidates(self, referrer: Resource, by: str) -> Iterable[Resource]:
        """All whose link from the property ``by`` of ``referrer`` may be other than false, in their order."""
        elements = value_at(referrer, by).elements()
        urns = dependencies_at(referrer, by)
        lacking = _lacking(self._stack, elements, urns)
        if len(lacking) > 1 or (lacking and not self._types <= lacking):
            return self._targets
        places: set[int] = set()
        for urn in urns:
            places.update(self._reached_by(urn))
        for element in elements:
            if element.is_known:
                places.update(self._undecided)
                places.update(self._by_value.get(_key(plain(element)), ()))
        return [self._targets[place] for place in sorted(places)]

    def _reached_by(self, urn: str) -> tuple[int, ...]:
        """The places of what a dependency on this resource leads to."""
        if urn not in self._through:
            between = self._stack.get(urn)
            named = () if between is None else self._stack.property_targets(between)
            direct = (self._places[one] for one in (urn, *named) if one in self._places)
            self._through[urn] = (*direct, *self._inside.get(urn, ()))
        return self._through[urn]


def _lacking(stack: Stack, elements: tuple[Value, ...], urns: tuple[str, ...]) -> set[str]:
    """The types of what the property depends on and the stack lacks: it may lead to targets of all other types.

    A property that depends on nothing and is not known may name a target of any type: it lacks the type "".
    """
    if urns:
        return {stack.type_of(urn) for urn in urns if stack.get(urn) is None}
    return {""} if any(element.is_unknown for element in elements) else set()


def _key(tree: Plain) -> object:
    """Under which equal values are found: 1, 1.0 and True are equal to Python, and so they are to ``link``."""
    return _COMPOUND if isinstance(tree, list | dict) else tree
