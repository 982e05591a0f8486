"""Applies the fixes of a program's findings to its source, and runs it again."""

from __future__ import annotations

import dataclasses
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from policypack.engine.configuration.configuration import Configuration
from policypack.engine.configuration.selection import Selection
from policypack.engine.findings import Finding, Outcome
from policypack.engine.registry import all_rules
from policypack.fixing.apply import apply_fixes
from policypack.fixing.outcomes import Kind
from policypack.fixing.outcomes import Outcome as Fixed
from policypack.offline import judge_program
from policypack.reports.run import Run
from policypack.rule import Example
from policypack.sources.program import ProgramRun
from tests.examples import config_of, shared_run

RULES = frozenset(rule.id for rule in all_rules())
Key = tuple[str, str, str]
"""Rule, URN and property of a finding."""


@dataclass(frozen=True)
class Result:
    """One program before and after its fixes; ``text`` is its source after them."""

    outcomes: tuple[Fixed, ...]
    before: Run
    after: Run
    text: str

    def of(self, kind: Kind) -> list[Finding]:
        """The findings whose fixes were applied, declined, or only words."""
        return [one.finding for one in self.outcomes if one.kind is kind]

    @property
    def remaining(self) -> set[Key]:
        """Findings whose fix was applied and that are there still."""
        return keys(self.of(Kind.APPLIED)) & keys(self.after.findings)

    @property
    def new(self) -> set[Key]:
        """Findings that were not there, decided or not.

        Advice on a resource that a fix added is none: it has no name and no tags yet.
        """
        added = {one.urn for one in self.after.stack.resources} - {one.urn for one in self.before.stack.resources}
        told = [one for one in self.after.findings if one.stops or one.urn not in added]
        open_ = {(one.rule, one.urn) for one in self.before.findings if one.outcome is Outcome.UNDETERMINED}
        return {key for key in keys(told) - keys(self.before.findings) if key[:2] not in open_}


def keys(findings: Iterable[Finding]) -> set[Key]:
    """The violations, by rule, URN and property."""
    return {(one.rule, one.urn, one.at) for one in findings if one.outcome is Outcome.VIOLATED and one.rule in RULES}


def judged(ran: ProgramRun, rule: str = "") -> Run:
    """The findings of all rules, or of one."""
    configuration = Configuration(all_rules())
    return judge_program(ran, configuration.selecting(Selection([rule], [], None)) if rule else configuration)


def fixed(example: Example, folder: Path, rule: str = "") -> Result:
    """The example with all fixes that can be applied, or with those of one rule."""
    text = textwrap.dedent(example.program)
    (folder / "example.py").write_text(text, encoding="utf-8")
    ran = shared_run(example.program, config_of(example))
    before = judged(ran)
    applied = apply_fixes(dataclasses.replace(judged(ran, rule) if rule else before, root=folder))
    after = next((content.decode() for _, content in applied.files.values()), text)
    return Result(applied.outcomes, before, judged(shared_run(after, config_of(example))), after)
