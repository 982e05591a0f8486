"""Applies fixes and judges again, until nothing more can be applied: a fix may bring up what another rule asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from policypack.errors import ProgramError
from policypack.fixing.apply import Applied, Key, apply_fixes, key_of
from policypack.fixing.outcomes import Kind, Outcome
from policypack.reports.run import Run

MOST_ROUNDS = 6
Again: TypeAlias = Callable[[Mapping[Path, bytes]], Run]
"""Runs and judges the program with other contents of its files; ProgramError where it does not run."""
_CAME_BACK = "it was applied, and the finding is there again"


def apply_in_rounds(first: Run, again: Again, resource: str = "") -> tuple[Applied, Run]:
    """All fixes with which the program still runs, and that run; each is applied once, so that no two rules take
    turns."""
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

    @property
    def contents(self) -> dict[Path, bytes]:
        return {path: after for path, (_, after) in self.files.items()}

    def next(self) -> Applied:
        """The fixes of the findings at hand, without those that the program does not run with; and their run."""
        while (result := self._proposed({})).files:
            try:
                self.run = self._run_with(result)
            except ProgramError as error:
                self.refused[self._culprit(result)] = f"the program does not run with it: {str(error).splitlines()[0]}"
                continue
            for path, (before, after) in result.files.items():
                self.files[path] = (self.files.get(path, (before, b""))[0], after)
            break
        return result

    def _proposed(self, refused: Mapping[Key, str]) -> Applied:
        return apply_fixes(self.run, self.resource, self.contents, {**self.refused, **refused})

    def _run_with(self, result: Applied) -> Run:
        return self.again({**self.contents, **{path: after for path, (_, after) in result.files.items()}})

    def _culprit(self, result: Applied) -> Key:
        """The first fix with which, after those before it, the program does not run."""
        keys = [key_of(one.finding) for one in result.outcomes if one.kind is Kind.APPLIED]
        runs, fails = 0, len(keys)
        while fails - runs > 1:
            middle = (runs + fails) // 2
            try:
                self._run_with(self._proposed(dict.fromkeys(keys[middle:], "")))
                runs = middle
            except ProgramError:
                fails = middle
        return keys[fails - 1]
