"""Event patterns: a JSON object whose keys have lists of values, or objects of the same form.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html, read in November 2026. Each function
returns what EventBridge rejects in a pattern, None where it accepts it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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


MATCHERS = ("prefix", "suffix", "equals-ignore-case", "wildcard", "anything-but", "numeric", "exists", "cidr")
_COMPARISONS = ("=", "<", "<=", ">", ">=")
_BUT = ("prefix", "suffix", "equals-ignore-case", "wildcard")
"""What may stand inside anything-but."""


def matcher_error(pattern: Plain) -> str | None:
    """Each object in a list is a matcher, of the shape that it has."""
    for key, condition in _conditions(pattern):
        for one in condition if isinstance(condition, list) and key != "$or" else ():
            for name, value in one.items() if isinstance(one, Mapping) else ():
                error = _wrong_matcher(str(name), value)
                if error:
                    return f'"{key}" has {error}'
    return None


def _wrong_matcher(name: str, value: Plain) -> str | None:
    """Measured: https://github.com/badmintoncryer/cdk-preflight, rules/events/pf-events-pattern-operator, 2026-09."""
    if name not in MATCHERS:
        return f'the matcher "{name}", which does not exist'
    if name in ("prefix", "suffix") and isinstance(value, int | float | list):
        return f'the matcher "{name}" without a text'
    if name == "exists" and isinstance(value, str | int | list) and not isinstance(value, bool):
        return 'the matcher "exists" without true or false'
    if name == "wildcard" and isinstance(value, str) and "**" in value:
        return 'the matcher "wildcard" with two asterisks in a row'
    if name == "numeric" and isinstance(value, list):
        wrong = next((one for one in value[::2] if isinstance(one, str) and one not in _COMPARISONS), None)
        return None if wrong is None else f'the matcher "numeric" with {wrong!r}, which is no comparison'
    if name == "anything-but" and isinstance(value, Mapping):
        wrong = next((str(one) for one in value if one not in _BUT), None)
        return None if wrong is None else f'the matcher "anything-but" with "{wrong}", which it does not support'
    return None


def _conditions(pattern: Plain) -> Iterator[tuple[str, Plain]]:
    """Every key and what it has, at every depth."""
    pending = [pattern] if isinstance(pattern, dict) else []
    while pending:
        for key, condition in pending.pop().items():
            yield key, condition
            branches = condition if key == "$or" and isinstance(condition, list) else [condition]
            pending += [branch for branch in branches if isinstance(branch, dict)]
