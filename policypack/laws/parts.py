"""Parts of an example's stack that have nothing to do with each other: a change in one changes no answer in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from policypack.model.resources import ROOT_TYPE, Resource
from policypack.model.stack import Stack

_COMMON = 4
"""A text that more than a fourth of the resources have, such as a region, links none of them."""


@lru_cache(maxsize=64)
def parts(stack: Stack) -> Mapping[str, tuple[Resource, ...]]:
    """URN -> the resources that are linked to this one by references, parents, or a text that both have."""
    heads = {one.urn: one.urn for one in stack.resources}

    def head(urn: str) -> str:
        while heads[urn] != urn:
            urn = heads[urn]
        return urn

    for group in _linked(stack):
        first, *others = group
        for other in others:
            heads[head(other)] = head(first)
    members = defaultdict(list)
    for one in stack.resources:
        members[head(one.urn)].append(one)
    return {one.urn: tuple(members[head(one.urn)]) for one in stack.resources}


def _linked(stack: Stack) -> Iterator[list[str]]:
    """Groups of URNs that belong together."""
    urns = {one.urn for one in stack.resources}
    roots = {one.urn for one in stack.resources if one.type == ROOT_TYPE}
    having: defaultdict[str, list[str]] = defaultdict(list)
    for one in stack.resources:
        named = [one.parent, *one.dependencies, *(urn for some in one.property_dependencies.values() for urn in some)]
        yield [one.urn, *(urn for urn in named if urn in urns - roots)]
        for text in set(_texts(dict(one.inputs))) | {one.name}:
            having[text].append(one.urn)
    most = max(_COMMON, len(urns) // _COMMON)
    yield from (some for some in having.values() if 1 < len(some) <= most)


def _texts(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, Mapping):
        for part in tree.values():
            yield from _texts(part)
    elif isinstance(tree, list | tuple):
        for part in tree:
            yield from _texts(part)
