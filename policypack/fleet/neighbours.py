"""What of other stacks a stack is judged with: what it names, what names it, and what is near these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from policypack.fleet.identities import Touch, identities, mentions
from policypack.model.resources import ROOT_TYPE, Resource
from policypack.sources.registrations import PROVIDER_PREFIX

STEPS = 2
"""How far others of its own stack may be from one that touches the stack: a subnet, its association, its routes."""


def neighbours(touches: Sequence[Touch]) -> Mapping[int, tuple[int, ...]]:
    """Of each stack, by its place, the places of those that it names or that name it; none for one that is alone."""
    owners: defaultdict[int, list[int]] = defaultdict(list)
    for place, touch in enumerate(touches):
        for one in touch.has:
            owners[one].append(place)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for place, touch in enumerate(touches):
        for name in touch.names:
            for owner in owners.get(name, ()):
                if owner != place:
                    found[place].add(owner)
                    found[owner].add(place)
    return {place: tuple(sorted(others)) for place, others in sorted(found.items())}


def near(own: Iterable[Resource], others: Iterable[Resource]) -> tuple[Resource, ...]:
    """Those of another stack's resources that a stack with these resources is judged with."""
    has = {text for one in own for text in identities(one)}
    named = {text for one in own for text in mentions(one)}
    links = _Links(one for one in others if one.type != ROOT_TYPE and not one.type.startswith(PROVIDER_PREFIX))
    found = {
        urn
        for urn, one in links.resources.items()
        if not named.isdisjoint(identities(one)) or not has.isdisjoint(mentions(one))
    }
    edge = found
    for _ in range(STEPS):
        edge = {near for urn in edge for near in links.beside(urn)} - found
        found = found | edge
    return tuple(links.resources[urn] for urn in sorted(found))


class _Links:
    """Which resources of one stack name one another."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self.resources = {one.urn: one for one in resources}
        owners = {text: one.urn for one in self.resources.values() for text in identities(one)}
        self._beside: defaultdict[str, set[str]] = defaultdict(set)
        for one in self.resources.values():
            for urn in (*one.dependencies, *(owners[text] for text in mentions(one) if text in owners)):
                if urn in self.resources and urn != one.urn:
                    self._beside[one.urn].add(urn)
                    self._beside[urn].add(one.urn)

    def beside(self, urn: str) -> Iterable[str]:
        return self._beside.get(urn, ())
