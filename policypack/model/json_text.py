"""JSON texts of strangers: parsed where they are plain data that every function on trees can walk."""

from __future__ import annotations

import json
from typing import Any

DEEPEST = 100
"""Nesting beyond this is no document: protobuf itself refuses more than 100 messages."""


class NestedTooDeepError(ValueError):
    """A text that may be JSON, and is nested deeper than :data:`DEEPEST`."""


def parsed_json(text: str) -> Any:
    """The tree in a JSON text. Raises ValueError for any other text, and NestedTooDeepError where it is nested deeper
    than :data:`DEEPEST`."""
    try:
        tree = json.loads(text)
    except RecursionError as error:
        raise NestedTooDeepError from error
    if text.count("[") + text.count("{") > DEEPEST and _is_deeper(tree, DEEPEST):
        raise NestedTooDeepError
    return tree


def _is_deeper(tree: Any, most: int) -> bool:
    parts = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return most < 0 or any(_is_deeper(part, most - 1) for part in parts)
