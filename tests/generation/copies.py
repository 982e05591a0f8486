"""A stack several times over: copies that are as far apart as the resources of several programs."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from policypack.catalog.catalog import load_catalog
from policypack.model.resources import ROOT_TYPE, Properties, Resource
from policypack.model.stack import Stack
from policypack.model.values import Secret

_AWS_ID = re.compile(r"\b(?:[a-z]{2,8}-[0-9a-f]{8,17}|[0-9]{12}|10\.[0-9]+)(?=\b)")
"""IDs and account numbers, and the first half of a private network's address: what copies do not share."""
_WORD = re.compile(r"[\w-]{8,}")


def copies(stack: Stack, number: int, around: str = ROOT_TYPE) -> Stack:
    """``number`` copies of all resources but the root and those of the type ``around``, which all copies share. Each
    has URNs, names, IDs and addresses of its own, also where texts mention them."""
    shared = (ROOT_TYPE, around)
    roots = [one for one in stack.resources if one.type in shared]
    others = [one for one in stack.resources if one.type not in shared]
    names = sorted(_names(others), key=len, reverse=True)
    pattern = re.compile("|".join([*(rf"\b{re.escape(name)}\b" for name in names), _AWS_ID.pattern]))
    urns = {one.urn for one in others}
    return Stack([*roots, *(_copy(one, index, pattern, urns) for index in range(number) for one in others)])


def _names(resources: Iterable[Resource]) -> Iterator[str]:
    """What the resources are named by (their logical names and the arguments that name them), and their secrets."""
    for one in resources:
        facts = load_catalog().resource_type_facts(one.type, 7)
        for text in (one.name, one.inputs.get(facts.name) if facts is not None and facts.name else None):
            if isinstance(text, str) and len(text) > 2:
                yield text
        yield from (text for key in one.inputs for text in _secrets(one.inputs[key]) if _WORD.fullmatch(text))


def _secrets(tree: Any, inside: bool = False) -> Iterator[str]:
    """The secret texts in a property tree."""
    match tree:
        case Secret():
            yield from _secrets(tree.value, True)
        case list():
            yield from (text for item in tree for text in _secrets(item, inside))
        case Mapping():
            yield from (text for key in tree for text in _secrets(tree[key], inside))
        case str() if inside:
            yield tree


def _copy(one: Resource, index: int, pattern: re.Pattern[str], urns: set[str]) -> Resource:
    def text(said: str) -> str:
        return pattern.sub(lambda found: _changed(found[0], index), said)

    def tree(said: Any) -> Any:
        match said:
            case str():
                return text(said)
            case Secret():
                return Secret(tree(said.value))
            case list():
                return [tree(item) for item in said]
            case Mapping():
                return {key: tree(said[key]) for key in said}
        return said

    def urn(of: str) -> str:
        return f"{of}-{index:03}" if of in urns else of

    def properties(said: Properties) -> Properties:
        return {key: tree(said[key]) for key in said}

    return dataclasses.replace(
        one,
        urn=urn(one.urn),
        name=f"{one.name}-{index:03}",
        inputs=properties(one.inputs),
        outputs=None if one.outputs is None else properties(one.outputs),
        parent=urn(one.parent),
        dependencies=tuple(map(urn, one.dependencies)),
        property_dependencies={key: tuple(map(urn, told)) for key, told in one.property_dependencies.items()},
    )


def _changed(text: str, index: int) -> str:
    """Another name, ID or address of the same form."""
    if text.startswith("10."):
        return f"10.{(int(text[3:]) + 16 * index) % 256}" if text[3:].isdigit() else text
    if re.fullmatch(r".*[0-9a-f]{8}", text):
        return f"{text[:-4]}{index:04}"
    return f"{text}{index:03}"
