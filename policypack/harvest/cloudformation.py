"""The types of CloudFormation, as the installed cfn-lint has them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from policypack.harvest.shapes import Fact, Kind, RelationKind, Shape

_FOLDER = "data/schemas"
_REGION = "us-east-1"
_DEEPEST = 8
_TYPES = {
    "string": "text",
    "integer": "number",
    "number": "number",
    "boolean": "flag",
    "array": "list",
    "object": "block",
}
_BOUNDS: tuple[tuple[Kind, str, str], ...] = (
    ("range", "minimum", "maximum"),
    ("length", "minLength", "maxLength"),
    ("items", "minItems", "maxItems"),
)


@cache
def types() -> tuple[str, ...]:
    """The names of all types, ``AWS::SQS::Queue``."""
    return tuple(_index())


@cache
def shape_of(name: str) -> Shape:
    """The properties of a type."""
    document = _read(f"resources/{_index()[name]}.json")
    return _shape({**document, "type": "object"}, document, 0)


@cache
def _index() -> Mapping[str, str]:
    found: dict[str, str] = _read(f"providers/{_REGION}.json")
    return found


def _read(file: str) -> Any:
    return json.loads(resources.files("cfnlint").joinpath(f"{_FOLDER}/{file}").read_text(encoding="utf-8"))


def _shape(own: Any, document: Any, depth: int) -> Shape:
    for _ in range(_DEEPEST):
        if "$ref" not in own:
            break
        own = _followed(own["$ref"], document)
    type_ = own.get("type")
    named = type_ if isinstance(type_, str) else next((one for one in type_ or () if one != "null"), "")
    if depth > _DEEPEST or not named:
        return Shape("other")
    members = own.get("properties", {}) if named == "object" else {}
    if named == "object" and not members:
        return Shape("map")
    items = own.get("items")
    return Shape(
        _TYPES.get(named, "other"),  # type: ignore[arg-type]
        _facts(own),
        {name: _shape(one, document, depth + 1) for name, one in members.items()},
        frozenset(own.get("required", ())),
        _shape(items, document, depth + 1) if isinstance(items, dict) else None,
        tuple(_relations(own)),
    )


def _relations(own: Any) -> Iterator[tuple[RelationKind, tuple[str, ...]]]:
    for name, others in own.get("dependentExcluded", {}).items():
        yield "conflicts", (name, *others)
    for name, others in own.get("dependentRequired", {}).items():
        yield "requires", (name, *others)
    if "requiredXor" in own:
        yield "exactly_one", tuple(own["requiredXor"])
    if "requiredOr" in own:
        yield "at_least_one", tuple(own["requiredOr"])


def _facts(own: Any) -> dict[Kind, Fact]:
    facts: dict[Kind, Fact] = {
        kind: (own.get(low), own.get(high)) for kind, low, high in _BOUNDS if low in own or high in own
    }
    enum = own.get("enum")
    if enum and all(isinstance(one, str) for one in enum):
        facts["enum"] = tuple(enum)
    if isinstance(own.get("pattern"), str):
        facts["pattern"] = own["pattern"]
    return facts


def _followed(reference: str, document: Any) -> Any:
    place = document
    for name in reference.removeprefix("#/").split("/"):
        place = place[name]
    return place


def reference(name: str) -> str:
    """The page of the type in AWS's reference."""
    _, space, own = name.split("::")
    return (
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-"
        f"{space.lower()}-{own.lower()}.html"
    )
