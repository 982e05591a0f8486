"""A stack with one value changed, of those that a rule reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from policypack.laws.asking import asked_after
from policypack.laws.reading import properties_of
from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import UNKNOWN, Plain, Secret
from policypack.rule import AnyRule

MARK = "marked-s3cr3t-value"
"""A secret that no text has by chance."""
_SECRETS = ([Secret(MARK)], {"status": Secret(MARK)}, Secret([MARK]), Secret({MARK: MARK}))
"""Forms of a secret, which arguments get by turns."""
JUNK: tuple[Plain, ...] = (
    *(True, False, 0, -1, 1.5, float("nan"), float("inf"), 99999999999),
    *("", "x", "0", "-1", "{", "[]", "{}", "null", "*", "arn:aws:s3:::x", "10.0.0.0/16", "\u00e9\n\ud800"),
    *([], [None], ["x"], [1], [{}], [[]], [UNKNOWN], [{"x": UNKNOWN}], {}, {"": ""}, {"x": None}, {"x": [{}]}),
    *({"x": UNKNOWN}, Secret("x"), Secret([]), Secret({"x": Secret(UNKNOWN)}), UNKNOWN),
)
"""What no program means and the engine can send."""


@record(frozen=True, slots=True)
class Change:
    """The stack, or the part of it that the rule has to be asked about, after ``path`` of a resource changed, so that
    the whole argument is ``value``."""

    resource: Resource
    path: str
    value: Plain
    stack: Stack

    def __str__(self) -> str:
        return f"{self.resource.name}: {self.path}"


def forgotten(rule: AnyRule, stack: Stack) -> Iterator[Change]:
    """Each value that the rule reads, and each part of it, not known yet."""
    return _changed(rule, stack, _forgotten, outputs=False)


def removed(rule: AnyRule, stack: Stack) -> Iterator[Change]:
    """Each value that the rule reads, absent."""
    return _changed(rule, stack, lambda key, _value, _number: [(key, None)])


def kept_secret(rule: AnyRule, stack: Stack) -> Iterator[Change]:
    """Each value that the rule reads, secret in one form and in another."""
    return _changed(
        rule,
        stack,
        lambda key, _value, number: [(key, Secret(MARK)), (key, _SECRETS[number % len(_SECRETS)])],
    )


def spoiled(rule: AnyRule, stack: Stack, most: int) -> Iterator[Change]:
    """Each property that the rule reads, of ``most`` resources of a type, and each part of it, as junk."""
    read = _read(rule, stack)
    seen: dict[str, int] = {}
    for resource in stack.resources:
        seen[resource.type] = seen.get(resource.type, 0) + 1
        if seen[resource.type] <= most:
            for key in sorted(read.get(resource.type, ())):
                for path, value in _spoiled(key, resource.inputs.get(key)):
                    changed = replace(resource, inputs={**resource.inputs, key: value})
                    yield Change(resource, path, value, asked_after(changed, rule, stack))


_Values = Callable[[str, Plain, int], Sequence[tuple[str, Plain]]]
"""Key, value and the key's number -> paths that change, and what the key's value becomes."""


def _changed(rule: AnyRule, stack: Stack, values: _Values, *, outputs: bool = True) -> Iterator[Change]:
    read = _read(rule, stack)
    for resource in stack.resources:
        keys = sorted(key for key in read.get(resource.type, ()) if key in resource.inputs)
        for number, key in enumerate(keys):
            for path, value in values(key, resource.inputs[key], number):
                inputs = {**resource.inputs, key: value}
                if value is None:
                    del inputs[key]
                changed = replace(resource, inputs=inputs, outputs=resource.outputs if outputs else None)
                yield Change(resource, path, value, asked_after(changed, rule, stack))


@lru_cache(maxsize=256)
def _read(rule: AnyRule, stack: Stack) -> Mapping[str, set[str]]:
    return properties_of(rule, stack)


def _forgotten(key: str, value: Plain, _number: int) -> list[tuple[str, Plain]]:
    return [(key, UNKNOWN), *_parts(key, value, UNKNOWN)]


def _spoiled(key: str, value: Plain) -> Iterator[tuple[str, Plain]]:
    for junk in JUNK:
        yield key, junk
    for junk in (None, "x", 0, [], {}, UNKNOWN):
        yield from _parts(key, value, junk)


def _parts(key: str, value: Plain, by: Plain) -> list[tuple[str, Plain]]:
    """The value with another one for each of its elements or fields."""
    if isinstance(value, list):
        return [(f"{key}[{at}]", [*value[:at], by, *value[at + 1 :]]) for at in range(len(value))]
    if isinstance(value, dict):
        return [(f"{key}.{part}", {**value, part: by}) for part in value]
    return []
