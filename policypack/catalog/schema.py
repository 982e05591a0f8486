"""The inputs of pulumi-aws's resource types, read from the text of an installed SDK.

For tests and for generators of data: rules never ask it. The SDK is not imported, because that takes seconds; only the
files that a type needs are read, when they are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from functools import cache
from pathlib import Path

from policypack.catalog.annotations import Annotation, read_annotation, read_parameters
from policypack.catalog.sdk import ResourceType, all_tokens, resource_type, text_of
from policypack.model.records import record

__all__ = ["Kind", "PropertyType", "all_tokens", "input_schema"]


class Kind(Enum):
    """What a property holds on the wire."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    LIST = "list"
    MAP = "map"
    OBJECT = "object"
    ASSET = "asset"
    ARCHIVE = "archive"
    ANY = "any"


@record(frozen=True, slots=True)
class PropertyType:
    """One input: its wire name (camelCase), its kind, and what it is made of.

    ``element`` is what a list or map holds, ``enum`` the values that the SDK names (others are allowed, too),
    ``secret`` whether the SDK itself marks it secret. The fields of an object are read when :attr:`fields` is asked; a
    string has fields where the SDK also takes an object for it (a policy document).
    """

    name: str
    kind: Kind
    required: bool = False
    secret: bool = False
    deprecated: bool = False
    element: PropertyType | None = None
    enum: tuple[str, ...] = ()
    source: tuple[Path, str] | None = None

    @property
    def fields(self) -> Mapping[str, PropertyType]:
        """The fields of the object by wire name; empty where there is none."""
        return _object_fields(*self.source) if self.source else {}


def input_schema(token: str, sdk: Path | None = None) -> Mapping[str, PropertyType]:
    """The inputs of a resource type by wire name; KeyError for a token that the SDK does not have."""
    return _inputs_of(resource_type(token, sdk))


@cache
def _inputs_of(found: ResourceType) -> Mapping[str, PropertyType]:
    text = text_of(found.file)
    secrets = re.search(r"additional_secret_outputs=\[(.*?)\]", text)
    secret = set(re.findall(r'"(\w+)"', secrets.group(1))) if secrets else set()
    declared = re.search(r"^__all__ = \['(\w+)'", text, re.MULTILINE)
    class_name = declared.group(1) if declared else f"{found.class_name}Args"
    return _properties(_class_text(text, class_name), found.file, secret)


@cache
def _object_fields(file: Path, class_name: str) -> Mapping[str, PropertyType]:
    return _properties(_class_text(text_of(file), class_name), file, set())


def _properties(class_text: str, file: Path, secret: set[str]) -> dict[str, PropertyType]:
    wire = {python: name or python for name, python in _GETTER.findall(class_text)}
    deprecated = set(_DEPRECATED.findall(class_text))
    properties = {}
    for parameter, annotation, has_default in read_parameters(class_text):
        name = wire.get(parameter, parameter)
        properties[name] = _property(
            name,
            read_annotation(annotation),
            file,
            required=not has_default,
            secret=name in secret or _is_secret(class_text, parameter),
            deprecated=parameter in deprecated,
        )
    return properties


_GETTER = re.compile(r'@pulumi\.getter(?:\(name="(\w+)"\))?\n(?:    @[^\n]*\n)*    def (\w+)\(self\)')
_DEPRECATED = re.compile(r'pulumi\.log\.warn\("""(\w+) is deprecated')


def _is_secret(class_text: str, parameter: str) -> bool:
    return f"pulumi.secret({parameter})" in class_text


def _property(
    name: str,
    annotation: Annotation,
    file: Path,
    required: bool = False,
    secret: bool = False,
    deprecated: bool = False,
) -> PropertyType:
    kind = Kind.ANY
    element: PropertyType | None = None
    enum: tuple[str, ...] = ()
    source: tuple[Path, str] | None = None
    match annotation:
        case Annotation("class", reference, _) if reference:
            source, enum = _resolved(reference, file)
            kind = Kind.STRING if enum else Kind.OBJECT if source else Kind.ANY
        case Annotation("list" | "map", _, item):
            kind = Kind(annotation.kind)
            element = _property("", item, file) if item else None
        case Annotation(word, reference, _):
            kind = Kind(word)
            source, enum = _resolved(reference, file) if reference else (None, ())
    return PropertyType(name, kind, required, secret, deprecated, element, enum, source)


def _resolved(reference: str, file: Path) -> tuple[tuple[Path, str] | None, tuple[str, ...]]:
    """The class behind a quoted annotation: an object's ``...Args``, or an enumeration's values."""
    module, _, class_name = reference.rpartition(".")
    folder = file.parent.parent / module.removeprefix("_") if module else file.parent
    if class_name.endswith("Args") and f"class {class_name}:" in text_of(folder / "_inputs.py"):
        return (folder / "_inputs.py", class_name), ()
    return None, _enum_values(folder / "_enums.py", class_name)


@cache
def _enum_values(file: Path, class_name: str) -> tuple[str, ...]:
    if not file.exists():
        return ()
    found = re.search(rf"^class {class_name}\(.*?(?=^\S|\Z)", text_of(file), re.MULTILINE | re.DOTALL)
    return tuple(re.findall(r'^    \w+ = "([^"]*)"', found.group(), re.MULTILINE)) if found else ()


def _class_text(text: str, class_name: str) -> str:
    start = text.find(f"\nclass {class_name}:")
    end = text.find("\n@pulumi.", start + 1)
    other = text.find("\nclass ", start + 1)
    ends = [position for position in (end, other) if position != -1]
    return text[start : min(ends, default=len(text))] if start != -1 else ""
