"""The operations of AWS's API, as the installed botocore has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from policypack.harvest.shapes import Fact, Kind, Shape

_TYPES = {
    "string": "text",
    "integer": "number",
    "long": "number",
    "float": "number",
    "double": "number",
    "boolean": "flag",
    "list": "list",
    "structure": "block",
    "map": "map",
}
_BOUNDS: Mapping[str, Kind] = {
    "string": "length",
    "list": "items",
    **dict.fromkeys(("integer", "long", "float", "double"), "range"),
}
_DEEPEST = 8


@cache
def _session() -> Any:
    return import_module("botocore.session").get_session()


@cache
def services() -> tuple[str, ...]:
    """The names of all services."""
    return tuple(_session().get_available_services())


@cache
def _model(service: str) -> Any:
    return _session().get_service_model(service)


@cache
def operations(service: str) -> Mapping[str, Shape]:
    """What each operation takes, by its name. Shapes are read as deep as arguments are nested."""
    model = _model(service)
    return {
        name: _shape(shape, 0)
        for name in model.operation_names
        if (shape := model.operation_model(name).input_shape) is not None and _changes(name)
    }


def reference(service: str, operation: str) -> str:
    """The page of the operation in AWS's reference."""
    return f"https://docs.aws.amazon.com/goto/WebAPI/{_model(service).metadata['uid']}/{operation}"


def service_name(service: str) -> str:
    """The service as messages name it."""
    return str(_model(service).metadata["serviceId"])


def protocol(service: str) -> str:
    """The protocol of the service's API."""
    return str(_model(service).metadata["protocol"])


def _changes(operation: str) -> bool:
    return not operation.startswith(
        ("Describe", "List", "Get", "Delete", "Batch", "Search", "Untag", "Tag", "Remove", "Test", "Validate", "Head")
    )


def _shape(shape: Any, depth: int) -> Shape:
    kind = shape.type_name
    if depth > _DEEPEST:
        return Shape("other")
    facts: dict[Kind, Fact] = {}
    low, high = shape.metadata.get("min"), shape.metadata.get("max")
    if kind in _BOUNDS and (low is not None or high is not None):
        facts[_BOUNDS[kind]] = (low, high)
    if kind == "string" and getattr(shape, "enum", None):
        facts["enum"] = tuple(shape.enum)
    if kind == "string" and shape.metadata.get("pattern"):
        facts["pattern"] = str(shape.metadata["pattern"])
    members = {name: _shape(one, depth + 1) for name, one in shape.members.items()} if kind == "structure" else {}
    return Shape(
        _TYPES.get(kind, "other"),  # type: ignore[arg-type]
        facts,
        members,
        frozenset(shape.required_members) if kind == "structure" else frozenset(),
        _shape(shape.member, depth + 1) if kind == "list" else None,
    )
