"""Applies fixes and judges again, until nothing more can be applied: a fix may bring up what another rule asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from policypack.engine.findings import Finding
from policypack.engine.findings import Outcome as Found
from policypack.errors import ProgramError
from policypack.fixing.apply import Applied, Key, apply_fixes, key_of
from policypack.fixing.outcomes import Kind, Outcome
from policypack.reports.run import Run

MOST_ROUNDS = 6
Again: TypeAlias = Callable[[Mapping[Path, bytes]], Run]
"""Runs and judges the program with other contents of its files; ProgramError where it does not run."""
_CAME_BACK = "it was applied, and the finding is there again"


def apply_in_rounds(first: Run, again: Again, resource: str = "") -> tuple[Applied, Run]:
    """All fixes with which the program still runs and no other finding stops it, and that run; each is applied once, so
    that no two rules take turns."""
    rounds = _Rounds(again, resource, first)
    applied: dict[Key, Outcome] = {}
    left: tuple[Outcome, ...] = ()
    for _ in range(MOST_ROUNDS):
        result = rounds.next()
        left = tuple(one for one in result.outcomes if one.kind is not Kind.APPLIED)
        if not result.files:
            break
        applied |= {key_of(one.finding): one for one in result.outcomes if one.kind is Kind.APPLIED}
        rounds.refused |= dict.fromkeys(applied, _CAME_BACK)
    remaining = {key_of(one.finding)[:-1] for one in left}  # A fix may have done a part of what is to be done.
    done = [one for key, one in applied.items() if key[:-1] not in remaining]
    outcomes = sorted((*done, *left), key=lambda one: one.finding.sort_key)
    return Applied(tuple(outcomes), rounds.files), rounds.run


@dataclass
class _Rounds:
    again: Again
    resource: str
    run: Run
    files: dict[Path, tuple[bytes, bytes]] = field(default_factory=dict)
    """What the fixes so far change: path -> content before and after."""
    refused: dict[Key, str] = field(default_factory=dict)
    seen: set[tuple[str, str, str]] = field(default_factory=set)
    """Rule, URN and property of each finding so far; with an empty property, of those that were undetermined."""

    def __post_init__(self) -> None:
        self._see(self.run)

    @property
    def contents(self) -> dict[Path, bytes]:
        return {path: after for path, (_, after) in self.files.items()}

    def next(self) -> Applied:
        """The fixes of the findings at hand, without those that do harm; and their run."""
        while (result := self._proposed({})).files:
            try:
                run = self._run_with(result)
            except ProgramError as error:
                culprit = self._culprit(result, lambda one: self._brings(one, None))
                self.refused[culprit] = f"the program does not run with it: {str(error).splitlines()[0]}"
                continue
            if (worse := self._worse(run, result)) is not None:
                culprit = self._culprit(result, lambda one, worse=worse: self._brings(one, worse))  # type: ignore[misc]
                self.refused[culprit] = f"with it, {worse.rule} finds a fault of {worse.resource_name}"
                continue
            self.run = run
            self._see(run)
            for path, (before, after) in result.files.items():
                self.files[path] = (self.files.get(path, (before, b""))[0], after)
            break
        return result

    def _proposed(self, refused: Mapping[Key, str]) -> Applied:
        return apply_fixes(self.run, self.resource, self.contents, {**self.refused, **refused})

    def _run_with(self, result: Applied) -> Run:
        return self.again({**self.contents, **{path: after for path, (_, after) in result.files.items()}})

    def _worse(self, run: Run, result: Applied) -> Finding | None:
        """A finding that stops, of a resource that was there, which the fixes bring and no further fix removes."""
        new = [one for one in run.findings if self._is_new(one)]
        if not new:
            return None
        contents = {**self.contents, **{path: after for path, (_, after) in result.files.items()}}
        following = apply_fixes(run, self.resource, contents, self.refused)
        removed = {key_of(one.finding) for one in following.outcomes if one.kind is Kind.APPLIED}
        return next((one for one in new if key_of(one) not in removed), None)

    def _is_new(self, finding: Finding) -> bool:
        was_there = self.run.stack.get(finding.urn) is not None
        seen = {(finding.rule, finding.urn, at) for at in ("", finding.at)} & self.seen
        return finding.outcome is Found.VIOLATED and finding.stops and was_there and not seen

    def _see(self, run: Run) -> None:
        for one in run.findings:
            at = "" if one.outcome is Found.UNDETERMINED else one.at
            self.seen.add((one.rule, one.urn, at))

    def _brings(self, result: Applied, worse: Finding | None) -> bool:
        """The program does not run with the fixes, or has the finding."""
        try:
            run = self._run_with(result)
        except ProgramError:
            return True
        return worse is not None and worse.sort_key in {one.sort_key for one in run.findings}

    def _culprit(self, result: Applied, does_harm: Callable[[Applied], bool]) -> Key:
        """The first fix that, after those before it, does harm."""
        keys = [key_of(one.finding) for one in result.outcomes if one.kind is Kind.APPLIED]
        fine, harmful = 0, len(keys)
        while harmful - fine > 1:
            middle = (fine + harmful) // 2
            if does_harm(self._proposed(dict.fromkeys(keys[middle:], ""))):
                harmful = middle
            else:
                fine = middle
        return keys[harmful - 1]
