"""``guardrails fix``: from a run to a patch, or to changed files."""

from __future__ import annotations

from dataclasses import replace

from policypack.fixing.apply import Applied
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
        applied = with_places_of(run, applied)
    return render(applied, after, style, patch=not writes), still_stops(applied)


def with_places_of(run: Run, applied: Applied) -> Applied:
    """With the places before the fixes: those of files that were not written."""
    outcomes = tuple(replace(one, place=run.position(one.finding.urn) or one.place) for one in applied.outcomes)
    return replace(applied, outcomes=outcomes)


def still_stops(applied: Applied) -> bool:
    """Whether the fix of a finding that stops was declined."""
    return any(one.finding.stops and one.kind is Kind.DECLINED for one in applied.outcomes)
