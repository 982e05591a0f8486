"""What changed since an earlier report: findings that are new, still there, and fixed.

A finding is the same one while its fingerprint is; else while rule, resource and property are, the places in lists
aside, then it is ``updated``. Of an earlier finding whose property is not known, rule and resource decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias, overload

from policypack.engine.exemptions.exemption import stack_prefix
from policypack.engine.exemptions.recorded import ANY_PROPERTY, Recorded, recorded_in
from policypack.engine.policies import PACK_POLICIES
from policypack.model.records import record
from policypack.reports.results import Gone, Report, Result, Since, StackReport

_INDEX = re.compile(r"\[\d+\]")
_OWN = frozenset(one.id for one in PACK_POLICIES)
_Key: TypeAlias = tuple[str, str, str]


@record(frozen=True, slots=True)
class Earlier:
    """The findings of an earlier report, by the resource's stack; ``asked`` are the rules of this call, None for all:
    what nobody asks for is not fixed."""

    file: str
    stacks: dict[str, tuple[Recorded, ...]]
    asked: frozenset[str] | None = None

    def of(self, stack: StackReport) -> tuple[Recorded, ...]:
        """Those of one stack."""
        return self.stacks.get(stack_prefix(stack.stack, stack.project), ())


def read_earlier(file: Path, aliases: Mapping[str, str] | None = None, asked: frozenset[str] | None = None) -> Earlier:
    """The findings in a baseline, a JSON report or SARIF; ``aliases`` are earlier ids of rules and their present ones.
    Raises ConfigurationError."""
    stacks: dict[str, list[Recorded]] = {}
    ids = aliases or {}
    for told in recorded_in(file):
        one = replace(told, rule=ids.get(told.rule, told.rule))
        stacks.setdefault("::".join([*one.urn.split("::")[:2], ""]), []).append(one)
    return Earlier(str(file), {prefix: tuple(found) for prefix, found in stacks.items()}, asked)


def compared(report: Report, earlier: Earlier) -> Report:
    """The report with what each finding is beside the earlier one; of a fleet, one stack at a time."""
    return replace(report, stacks=_Stacks(report.stacks, earlier))


class _Stacks(Sequence[StackReport]):
    """Compares a stack when it is asked for."""

    def __init__(self, stacks: Sequence[StackReport], earlier: Earlier) -> None:
        self._stacks = stacks
        self._earlier = earlier

    def __len__(self) -> int:
        return len(self._stacks)

    @overload
    def __getitem__(self, at: int) -> StackReport: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[StackReport]: ...

    def __getitem__(self, at: int | slice) -> StackReport | Sequence[StackReport]:
        if isinstance(at, slice):
            return _Stacks(self._stacks[at], self._earlier)
        return compared_stack(self._stacks[at], self._earlier)

    def __iter__(self) -> Iterator[StackReport]:
        return (compared_stack(one, self._earlier) for one in self._stacks)


def compared_stack(stack: StackReport, earlier: Earlier) -> StackReport:
    """One stack with what each of its findings is beside the earlier report."""
    if stack.problem:
        return stack
    left = _Left(earlier.of(stack))
    found = [at for at, one in enumerate(stack.results) if one.outcome != "undetermined" and one.rule not in _OWN]
    states: dict[int, Since] = {}
    for take in (left.same, left.alike, left.unspecific):
        for at in found:
            if at not in states and (state := take(stack.results[at])):
                states[at] = state
    states = {at: states.get(at, "new") for at in found}
    results = tuple(replace(one, since=states.get(at, "")) for at, one in enumerate(stack.results))
    waiting = {(one.rule, one.urn) for one in stack.results if one.outcome == "undetermined"}
    gone = tuple(
        Gone(one.rule, one.urn, one.property)
        for one in left.all()
        if (one.rule, one.urn) not in waiting and (earlier.asked is None or one.rule in earlier.asked)
    )
    return replace(stack, results=results, since=earlier.file, fixed=gone)


class _Left:
    """Earlier findings that no present one was taken for yet."""

    def __init__(self, recorded: Iterable[Recorded]) -> None:
        self._left = Counter(recorded)
        self._by: dict[tuple[str, ...], list[Recorded]] = {}
        for one in recorded:
            for key in ((one.fingerprint,), _key(one.rule, one.urn, one.property), (one.rule, one.urn)):
                self._by.setdefault(key, []).append(one)

    def same(self, result: Result) -> Since:
        """Takes the earlier one of the fingerprint."""
        taken = self._take((result.fingerprint,), result) if result.fingerprint else None
        return "unchanged" if taken else ""

    def alike(self, result: Result) -> Since:
        """Takes an earlier one of the same property."""
        taken = self._take(_key(result.rule, result.urn, result.at), result)
        return ("updated" if taken.fingerprint and result.fingerprint else "unchanged") if taken else ""

    def unspecific(self, result: Result) -> Since:
        """Takes an earlier one of the same resource, where one of the two does not know its property."""
        return "unchanged" if self._take((result.rule, result.urn), result, any_property=True) else ""

    def all(self) -> Iterator[Recorded]:
        """Those that are left, in order."""
        return iter(sorted(self._left.elements(), key=lambda one: (one.urn, one.rule, one.property)))

    def _take(self, key: tuple[str, ...], result: Result, *, any_property: bool = False) -> Recorded | None:
        for one in self._by.get(key, ()):
            unknown = ANY_PROPERTY in (one.property, result.at)
            if self._left[one] and (one.rule, one.urn) == (result.rule, result.urn) and (unknown or not any_property):
                self._left[one] -= 1
                return one
        return None


def _key(rule: str, urn: str, at: str) -> _Key:
    return rule, urn, _INDEX.sub("[]", at)
