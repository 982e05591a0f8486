"""What a document must look like, and the first place where it does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from policypack.model.records import record


@record(frozen=True, slots=True)
class Shape:
    """``name`` says in an error what is wanted. A list or map has ``items``, an object ``fields``, of which ``needed``
    must be there; null in an object stands for what is not there."""

    name: str
    kinds: tuple[type, ...] = ()
    items: Shape | None = None
    fields: Mapping[str, Shape] = field(default_factory=dict)
    needed: tuple[str, ...] = ()


ANYTHING = Shape("anything")
TEXT = Shape("a text", (str,))
NUMBER = Shape("a number", (int, float))
FLAG = Shape("true or false", (bool,))
OBJECT = Shape("an object", (dict,))


def list_of(items: Shape) -> Shape:
    """A list of such items."""
    return Shape("a list", (list,), items=items)


def map_of(items: Shape) -> Shape:
    """An object with any keys and such values."""
    return Shape("an object", (dict,), items=items)


def object_of(fields: Mapping[str, Shape], needed: tuple[str, ...] = ()) -> Shape:
    """An object with such fields, and others that nobody asks for."""
    return Shape("an object", (dict,), fields=fields, needed=needed)


def mistake(tree: Any, shape: Shape, path: str = "") -> str:
    """``deployment.resources[3].inputs must be an object``; empty where the tree has the shape."""
    if shape.kinds and not (isinstance(tree, shape.kinds) and (bool in shape.kinds or not isinstance(tree, bool))):
        return f"{path or 'the document'} must be {shape.name}"
    for key in shape.needed:
        if tree.get(key) is None:
            return f"{_below(path, key)} is missing"
    for key, one in shape.fields.items():
        if tree.get(key) is not None and (found := mistake(tree[key], one, _below(path, key))):
            return found
    if shape.items is not None:
        parts: Iterable[tuple[Any, Any]] = tree.items() if isinstance(tree, dict) else enumerate(tree)
        for key, one in parts:
            place = f"{path}[{key}]" if isinstance(tree, list) else _below(path, str(key))
            if one is None and isinstance(tree, dict):
                continue
            if found := mistake(one, shape.items, place):
                return found
    return ""


def _below(path: str, key: str) -> str:
    return f"{path}.{key[:60]}" if path else key[:60]
