"""Which pairs of a stack can be linked at all, so that a large stack is not compared pair by pair.

Each index answers with every resource whose :func:`~policypack.model.links.link` may be other than false, and with few
others; what the link is, ``link`` itself decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from policypack.model.graph import ResourceGraph
from policypack.model.links import ANSWERING, NATIVE, dependencies_at, identities_in, may_say_names, sources_of_name
from policypack.model.resources import Resource
from policypack.model.values import Plain, Value, plain, text_of

_COMPOUND = object()
"""Stands for all lists and objects, which are compared one by one: they name nothing but by mistake."""


class ReferrerIndex:
    """Resources by what their property ``by`` holds and depends on: finds who names a target."""

    def __init__(self, stack: ResourceGraph, referrers: Iterable[Resource], by: str) -> None:
        self._stack = stack
        self._by_dependency: defaultdict[str, list[Resource]] = defaultdict(list)
        self._by_value: defaultdict[object, list[Resource]] = defaultdict(list)
        self._open: defaultdict[str, list[Resource]] = defaultdict(list)
        for referrer in referrers:
            elements = referrer.at(by).elements()
            urns = dependencies_at(referrer, by)
            for urn in urns:
                self._by_dependency[urn].append(referrer)
            for value in (*elements, *_names_passed_on(stack, urns, by)):
                text = text_of(value)
                if value.is_known or text is not None:
                    self._by_value[_key(text or plain(value))].append(referrer)
            for token in _open(stack, elements, urns, by):
                self._open[token].append(referrer)

    def candidates(self, target: Resource, names: tuple[str, ...]) -> Iterator[Resource]:
        """All whose link to ``target`` may be other than false, some of them more than once."""
        for token, referrers in self._open.items():
            if token != target.type:
                yield from referrers
        for urn in self._ways_to(target, names):
            yield from self._by_dependency.get(urn, ())
        identities = self._stack.derived(identities_in, target, names)
        if identities.undecided:
            for referrers in self._by_value.values():
                yield from referrers
        for identity in (*identities.known, *identities.texts):
            yield from self._by_value.get(_key(identity), ())

    def _ways_to(self, target: Resource, names: tuple[str, ...]) -> Iterator[str]:
        """URNs by which a dependency leads to the target: its own, those of what holds it, of what names it and of
        what its name is made of."""
        yield target.urn
        for parent in self._stack.parents(target):
            yield parent.urn
        for between in self._stack.property_dependents(target.urn):
            yield between.urn
        yield from sources_of_name(target, names)


class TargetIndex:
    """Resources by what names them and by what leads to them: finds what a property of another resource names."""

    def __init__(self, stack: ResourceGraph, targets: tuple[Resource, ...], names: tuple[str, ...]) -> None:
        self._stack = stack
        self._targets = targets
        self._types = {target.type for target in targets}
        self._places = {target.urn: place for place, target in enumerate(targets)}
        self._by_value: defaultdict[object, list[int]] = defaultdict(list)
        self._inside: defaultdict[str, list[int]] = defaultdict(list)
        self._named_from: defaultdict[str, list[int]] = defaultdict(list)
        self._through: dict[str, tuple[int, ...]] = {}
        self._undecided: list[int] = []
        for place, target in enumerate(targets):
            identities = stack.derived(identities_in, target, names)
            for identity in (*identities.known, *identities.texts):
                self._by_value[_key(identity)].append(place)
            if identities.undecided:
                self._undecided.append(place)
            for parent in stack.parents(target):
                self._inside[parent.urn].append(place)
            for urn in sources_of_name(target, names):
                self._named_from[urn].append(place)

    def candidates(self, referrer: Resource, by: str) -> Iterable[Resource]:
        """All whose link from the property ``by`` of ``referrer`` may be other than false, in their order."""
        elements = referrer.at(by).elements()
        urns = dependencies_at(referrer, by)
        open_types = _open(self._stack, elements, urns, by)
        if len(open_types) > 1 or (open_types and not self._types <= open_types):
            return self._targets
        places: set[int] = set()
        for urn in urns:
            places.update(self._reached_by(urn))
        for value in (*elements, *_names_passed_on(self._stack, urns, by)):
            text = text_of(value)
            if value.is_known or text is not None:
                places.update(self._undecided)
                places.update(self._by_value.get(_key(text or plain(value)), ()))
        return [self._targets[place] for place in sorted(places)]

    def _reached_by(self, urn: str) -> tuple[int, ...]:
        """The places of what a dependency on this resource leads to."""
        if urn not in self._through:
            between = self._stack.get(urn)
            named = () if between is None else self._stack.property_targets(between)
            direct = (self._places[one] for one in (urn, *named) if one in self._places)
            self._through[urn] = (*direct, *self._inside.get(urn, ()), *self._named_from.get(urn, ()))
        return self._through[urn]


def _open(stack: ResourceGraph, elements: tuple[Value, ...], urns: tuple[str, ...], by: str) -> set[str]:
    """The types of what the property depends on and what may lead to targets of all other types: what the stack lacks,
    and what may say any name.

    A property that depends on nothing and is not known may name a target of any type: it depends on the type "".
    """
    if urns:
        sources = ((urn, stack.get(urn)) for urn in urns)
        return {
            stack.type_of(urn) for urn, one in sources if one is None or (may_say_names(one, by) and not _says(one, by))
        }
    return {""} if any(element.is_unknown for element in elements) else set()


def _says(between: Resource, by: str) -> bool:
    """What the resource passes on by its property of the same name is known, and depends on nothing."""
    return (
        between.type.startswith(NATIVE)
        and between.type not in ANSWERING
        and not dependencies_at(between, by)
        and between.at(by).is_complete
    )


def _names_passed_on(stack: ResourceGraph, urns: tuple[str, ...], by: str) -> Iterator[Value]:
    """The known names that the property may get from what it depends on, which has one of the same kind."""
    for urn in urns:
        between = stack.get(urn)
        if between is not None and _says(between, by):
            yield from between.at(by).elements()


def _key(tree: Plain) -> object:
    """Under which equal values are found: 1, 1.0 and True are equal to Python, and so they are to ``link``."""
    return _COMPOUND if isinstance(tree, list | dict) else tree
