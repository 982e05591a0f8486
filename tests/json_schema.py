"""As much of JSON Schema as the pack's own schemas use; a keyword that this does not know is an error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "null": (type(None),),
    "integer": (int,),
    "number": (int, float),
}
_SILENT = {"$schema", "$defs", "title", "description"}
_SPEAKS_OF: Mapping[str, type | tuple[type, ...]] = {
    "minimum": (int, float),
    "required": dict,
    "properties": dict,
    "additionalProperties": dict,
    "items": list,
}
"""Keywords that say nothing of documents of other types."""


def problems(document: Any, schema: Mapping[str, Any], root: Mapping[str, Any] | None = None) -> Iterator[str]:
    """What of the document the schema does not allow."""
    root = schema if root is None else root
    for keyword, told in schema.items():
        if keyword not in _SILENT and isinstance(document, _SPEAKS_OF.get(keyword, object)):
            yield from _KEYWORDS[keyword](document, told, schema, root)


def _reference(document: Any, told: str, _: Any, root: Mapping[str, Any]) -> Iterator[str]:
    yield from problems(document, root["$defs"][told.removeprefix("#/$defs/")], root)


def _one_of(document: Any, told: list[Any], _: Any, root: Mapping[str, Any]) -> Iterator[str]:
    found = [list(problems(document, one, root)) for one in told]
    if sum(not one for one in found) != 1:
        yield from min(found, key=len)


def _type(document: Any, told: str, *_: Any) -> Iterator[str]:
    if not isinstance(document, _TYPES[told]) or (isinstance(document, bool) and told != "boolean"):
        yield f"{document!r} is no {told}"


def _enum(document: Any, told: list[Any], *_: Any) -> Iterator[str]:
    if document not in told:
        yield f"{document!r} is none of {told}"


def _minimum(document: Any, told: float, *_: Any) -> Iterator[str]:
    if document < told:
        yield f"{document} is below {told}"


def _required(document: Any, told: list[str], *_: Any) -> Iterator[str]:
    yield from (f"{key} is missing" for key in told if key not in document)


def _properties(document: Any, told: Mapping[str, Any], _: Any, root: Mapping[str, Any]) -> Iterator[str]:
    for key in told.keys() & document.keys():
        yield from (f"{key}: {problem}" for problem in problems(document[key], told[key], root))


def _no_others(document: Any, told: bool, schema: Mapping[str, Any], _: Any) -> Iterator[str]:
    assert told is False
    yield from (f"{key} is not known" for key in document if key not in schema["properties"])


def _items(document: Any, told: Mapping[str, Any], _: Any, root: Mapping[str, Any]) -> Iterator[str]:
    for at, one in enumerate(document):
        yield from (f"[{at}]: {problem}" for problem in problems(one, told, root))


_KEYWORDS = {
    "$ref": _reference,
    "oneOf": _one_of,
    "type": _type,
    "enum": _enum,
    "const": lambda document, told, *_: _enum(document, [told]),
    "minimum": _minimum,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _no_others,
    "items": _items,
}
