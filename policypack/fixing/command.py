"""``guardrails fix``: from a run to a patch, or to changed files."""

from __future__ import annotations

from dataclasses import replace

from policypack.fixing.files import write
from policypack.fixing.outcomes import Kind
from policypack.fixing.report import render
from policypack.fixing.rounds import Again, apply_in_rounds
from policypack.reports.run import Run
from policypack.reports.text import Style


def fix(run: Run, again: Again, style: Style, *, resource: str = "", writes: bool = False) -> tuple[str, bool]:
    """The report, and whether the fix of a finding that stops was declined. Writes files only with ``writes``."""
    applied, after = apply_in_rounds(run, again, resource)
    if writes:
        write(applied.files)
    else:
        # The reader's files are as they were.
        outcomes = tuple(replace(one, place=run.position(one.finding.urn) or one.place) for one in applied.outcomes)
        applied = replace(applied, outcomes=outcomes)
    stops = any(one.finding.stops and one.kind is Kind.DECLINED for one in applied.outcomes)
    return render(applied, after, style, patch=not writes), stops
