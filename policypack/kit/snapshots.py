"""Snapshots of findings: a readable file beside a test, with a line for each finding.

A line names level, rule, resource and property, and not the rule's words, so that a new version of the pack changes a
snapshot only where it finds something else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import field
from pathlib import Path

from policypack.model.records import record
from policypack.model.resources import short_type
from policypack.model.stack import STACK_TYPE
from policypack.model.texts import one_line
from policypack.reports.results import Result

FOLDER = "guardrails_snapshots"
UPDATE = "--guardrails-update"


@record(frozen=True)
class Snapshots:
    """Those of one test: ``file`` is the test's own, ``test`` its name. ``update`` writes them anew."""

    file: Path
    test: str
    update: bool = False
    _taken: Counter[str] = field(default_factory=Counter)

    def place(self, name: str = "") -> Path:
        """The file of a snapshot; a second one of the same name in a test has a number."""
        whole = ".".join(part for part in (self.file.stem, self.test, name) if part)
        safe = re.sub(r"[^\w.=,+-]+", "_", whole).strip("_")
        self._taken[safe] += 1
        number = f"-{self._taken[safe]}" if self._taken[safe] > 1 else ""
        return self.file.parent / FOLDER / f"{safe}{number}.txt"

    def heading(self) -> str:
        """The first line of each."""
        return f"# Findings of {self.file.name}, {one_line(self.test)}. To write them anew: pytest {UPDATE}"


def line_of(finding: Result) -> str:
    """A finding as a snapshot has it."""
    said = finding.level if finding.outcome == "violated" else finding.outcome
    kind = "" if finding.type == STACK_TYPE else f"{short_type(finding.type)} "
    return one_line("  ".join(part for part in (said, finding.rule, f"{kind}{finding.path}", finding.at) if part))


def content_of(heading: str, findings: Sequence[Result]) -> str:
    """The file of a snapshot."""
    return "\n".join([heading, *sorted(map(line_of, findings)), ""])


def lines_in(content: str) -> Counter[str]:
    """How often each finding is in a file."""
    return Counter(line for line in content.splitlines() if line and not line.startswith("#"))
