"""What is wrong with a value that has a grammar of its own, as one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from policypack.model.values import UNKNOWN, Plain, Value


def fault(value: Value, find: Callable[[Any], str | None]) -> Value:
    """The sentence that ``find`` makes of the plain value, or an absent value where it finds nothing wrong.

    Unknown while any part of the value is, and secret where the value is. ``fault(...).is_empty()`` is the fact that
    the value is sound.
    """
    return complete(value).map(find)


def complete(value: Value) -> Value:
    """The value where all of it is known, and an unknown one where a part is not."""
    return value if value.is_complete else value.map(lambda _: UNKNOWN)


def json_fault(value: Value, find: Callable[[Any], str | None]) -> Value:
    """The :func:`fault` of what a JSON text holds; an object that stands in place of the text is taken as it is."""

    def read(plain: Plain) -> str | None:
        try:
            tree = json.loads(plain) if isinstance(plain, str) else plain
        except (ValueError, RecursionError):
            return "is not valid JSON"
        return find(tree)

    return fault(value, read)
