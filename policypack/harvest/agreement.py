"""What the sources say of an argument together: the widest of their bounds, and whether two of them agree.

Two sources that both refuse a value agree on that, wherever each draws its own line: so the bounds of a row are the
widest, and a row is certain where two sources have a bound at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policypack.harvest import patterns
from policypack.harvest.documentation import Said
from policypack.harvest.shapes import Fact, Kind, SourceName

Facts = Mapping[SourceName, Fact]
_TRIVIAL = (None, 0, 1)
"""Lower bounds of a length that an argument which is set always keeps."""
_LARGEST = 2**31 - 1
_LONGEST = 1_000_000
_STRICT = frozenset({"json", "rest-json", "smithy-rpc-v2-cbor"})
"""Protocols whose enumerations are compared letter by letter."""
_MOST_VALUES = 80


@dataclass(frozen=True, slots=True)
class RowData:
    """A row as it is written: without what is empty."""

    path: str
    kind: Kind
    member: str
    said_by: tuple[SourceName, ...]
    certain: bool
    low: float | None = None
    high: float | None = None
    values: tuple[str, ...] = ()
    closed: bool = False
    pattern: str = ""
    any_case: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """How an argument is used: the protocol that sends it, whether case matters, whether a program has such a value."""

    protocol: str
    any_case: bool = False
    observed: bool = False


def row_of(path: str, kind: Kind, member: str, facts: Facts, said: Said, use: Use) -> RowData | str:
    """The row that the facts make, or why they make none."""
    if kind == "enum":
        return _enumeration(path, member, facts, said, use)
    if kind == "pattern":
        return _pattern(path, member, facts)
    return _bounds(path, kind, member, facts, said)


def _bounds(path: str, kind: Kind, member: str, facts: Facts, said: Said) -> RowData | str:
    lows = [fact[0] for fact in facts.values() if isinstance(fact, tuple)]
    highs = [fact[1] for fact in facts.values() if isinstance(fact, tuple)]
    low, high = _telling(kind, _widest(lows, min), _widest(highs, max))
    if low is None and high is None:
        return "bounds that say nothing"
    if kind == "range" and said.numbers and said.widens(low, high):
        return "the provider's documentation has other bounds"
    said_by = set(facts)
    if said.numbers and all(
        bound in said.numbers for bound in (low, high) if bound is not None and bound not in _TRIVIAL
    ):
        said_by.add("pulumi-aws")
    firm = len(said_by) > 1 and (low is None or _firm(lows, said, low)) and (high is None or _firm(highs, said, high))
    if len(said_by) > 1 and not firm:
        # Only one source has this bound: keep what two agree on.
        low, high = _telling(
            kind,
            low if low is not None and _firm(lows, said, low) else None,
            high if high is not None and _firm(highs, said, high) else None,
        )
        if low is None and high is None:
            return "one source alone has the bound"
        firm = True
    return RowData(path, kind, member, _ordered(said_by), firm, low, high)


def _telling(kind: Kind, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """The bounds without those that no argument which is set breaks."""
    largest = _LARGEST if kind == "range" else _LONGEST
    high = None if high is not None and abs(high) >= largest else high
    low = None if low is not None and abs(low) >= largest else low
    trivial = low in _TRIVIAL and (kind != "range" or high is None)
    return (None if trivial else low), high


def _firm(bounds: Iterable[object], said: Said, bound: float) -> bool:
    return sum(one is not None for one in bounds) + (bound in said.numbers) > 1


def _widest(bounds: Sequence[object], widest: object) -> float | None:
    numbers = [one for one in bounds if isinstance(one, int | float)]
    return widest(numbers) if numbers else None  # type: ignore[operator]


def _enumeration(path: str, member: str, facts: Facts, said: Said, use: Use) -> RowData | str:
    values: dict[str, None] = {}
    for fact in facts.values():
        if isinstance(fact, tuple):
            values.update((str(one), None) for one in fact if one)
    said_by: set[SourceName] = set(facts)
    listed = said.values_like(values)
    closed = bool(listed) and set(listed) == set(values)
    if listed and len(set(listed) & set(values)) * 2 > len(values):
        said_by.add("pulumi-aws")
    if said.values and not set(said.values) & set(values) and len(said.values) > 1:
        return "the provider's documentation has other values"
    values.update(dict.fromkeys(listed))
    if len(values) > _MOST_VALUES:
        return "an enumeration that grows"
    if any(re.fullmatch(r"[0-9.]+", one) for one in values):
        return "an enumeration of numbers or versions"
    any_case = use.any_case or use.protocol not in _STRICT
    certain = len(said_by) > 1 and ("pulumi-aws" in said_by or use.observed)
    return RowData(
        path,
        "enum",
        member,
        _ordered(said_by),
        certain,
        values=tuple(values),
        closed=certain and closed,
        any_case=any_case,
    )


def _pattern(path: str, member: str, facts: Facts) -> RowData | str:
    made = {name: patterns.normal(str(fact)) for name, fact in facts.items()}
    said = [one for one in made.values() if one is not None]
    if len(facts) > 1 and (len(set(said)) > 1 or len(said) < len(facts)):
        # What neither pattern takes, both sources refuse. An API asks its pattern of the whole text.
        both = [
            patterns.normal(patterns.whole(str(one)) if name == "botocore" else str(one)) for name, one in facts.items()
        ]
        ways = dict.fromkeys(one for one in both if one is not None)
        if None not in both:
            return RowData(path, "pattern", member, _ordered(facts), True, pattern=patterns.either(tuple(ways)))
    if not said:
        return "a pattern that is not linear, or of another dialect"
    if len(set(said)) > 1 or len(said) < len(facts):
        return "patterns that differ"
    if len(facts) < 2:
        return "a pattern of one source alone"
    return RowData(path, "pattern", member, _ordered(facts), True, pattern=said[0])


def _ordered(said_by: Iterable[SourceName]) -> tuple[SourceName, ...]:
    return tuple(sorted(set(said_by)))
