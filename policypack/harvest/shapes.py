"""What a source says of one value: bounds, allowed values, a pattern; the same for every source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

SourceName: TypeAlias = Literal["botocore", "cfn-lint", "pulumi-aws", "terraform"]
SOURCES: tuple[SourceName, ...] = ("botocore", "cfn-lint", "pulumi-aws", "terraform")
Kind: TypeAlias = Literal["range", "length", "items", "enum", "pattern"]
RelationKind: TypeAlias = Literal[
    "conflicts", "requires", "at_least_one", "exactly_one", "at_most_one", "only_with", "needed_with"
]
Fact: TypeAlias = "tuple[float | None, float | None] | tuple[str, ...] | str"
"""Of a range, length or items the lowest and the highest; of an enumeration its values; a pattern."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of a value: what it is, its facts by kind, and the members or the element that it is made of."""

    type: Literal["text", "number", "flag", "list", "block", "map", "other"]
    facts: Mapping[Kind, Fact] = field(default_factory=dict)
    members: Mapping[str, Shape] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    element: Shape | None = None
    relations: tuple[tuple[RelationKind, tuple[str, ...]], ...] = ()
    """Relations of its members, by their names."""


def walk(shape: Shape, name: str = "") -> Iterator[tuple[str, Shape]]:
    """Each member below a shape with its name; for reports."""
    for own, member in shape.members.items():
        yield f"{name}{own}", member
        yield from walk(member.element or member, f"{name}{own}.")
