"""Event patterns: a JSON object whose keys have lists of values, or objects of the same form.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html, read in November 2026. Each function
returns what EventBridge rejects in a pattern, None where it accepts it. Matchers in lists are not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from policypack.model.values import Plain


def object_error(pattern: Plain) -> str | None:
    """A pattern is an object."""
    return None if isinstance(pattern, dict) else "it is not a JSON object"


def scalar_error(pattern: Plain) -> str | None:
    """Each key has a list or an object."""
    scalars = (key for key, condition in _conditions(pattern) if not isinstance(condition, dict | list))
    return next((f'"{key}" has neither a list nor an object' for key in scalars), None)


def empty_list_error(pattern: Plain) -> str | None:
    """No list is empty."""
    return next((f'"{key}" has an empty list' for key, condition in _conditions(pattern) if condition == []), None)


def empty_object_error(pattern: Plain) -> str | None:
    """No object inside is empty."""
    return next((f'"{key}" has an empty object' for key, condition in _conditions(pattern) if condition == {}), None)


def _conditions(pattern: Plain) -> Iterator[tuple[str, Plain]]:
    """Every key and what it has, at every depth."""
    pending = [pattern] if isinstance(pattern, dict) else []
    while pending:
        for key, condition in pending.pop().items():
            yield key, condition
            branches = condition if key == "$or" and isinstance(condition, list) else [condition]
            pending += [branch for branch in branches if isinstance(branch, dict)]
