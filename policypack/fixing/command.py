"""``guardrails fix``: from a run to a patch, or to changed files."""

from __future__ import annotations

from policypack.fixing.apply import apply_fixes
from policypack.fixing.files import write
from policypack.fixing.outcomes import Kind
from policypack.fixing.report import render
from policypack.reports.run import Run
from policypack.reports.text import Style


def fix(run: Run, style: Style, *, resource: str = "", writes: bool = False) -> tuple[str, bool]:
    """The report, and whether the fix of a finding that stops was declined. Writes files only with ``writes``."""
    applied = apply_fixes(run, resource)
    if writes:
        write(applied.files)
    stops = any(one.finding.stops and one.kind is Kind.DECLINED for one in applied.outcomes)
    return render(applied, run, style, patch=not writes), stops
