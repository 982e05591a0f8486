"""What makes a call fail: which findings ``--fail-on`` means."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from policypack.model.records import record
from policypack.reports.results import Report, Result


@record(frozen=True, slots=True)
class FailOn:
    """``about`` says in help which findings ``counts``."""

    about: str
    counts: Callable[[Result], bool]


def _found(result: Result) -> bool:
    return result.outcome in ("violated", "crashed") and not result.is_remark


def _waits(result: Result) -> bool:
    return result.outcome == "undetermined" and result.level in ("mandatory", "remediate")


FAIL_ON: Mapping[str, FailOn] = {
    "mandatory": FailOn("mandatory findings, as a preview under the engine", lambda one: one.stops),
    "rejections": FailOn("mandatory findings that AWS rejects", lambda one: one.stops and one.kind == "rejection"),
    "advisory": FailOn("all findings, advice too", _found),
    "undetermined": FailOn(
        "mandatory findings, and mandatory rules that a preview cannot decide", lambda one: one.stops or _waits(one)
    ),
    "new": FailOn("mandatory findings that --since does not have", lambda one: one.stops and one.since == "new"),
    "never": FailOn("no finding", lambda _: False),
}
DEFAULT = "mandatory"


def fails(report: Report, fail_on: str) -> bool:
    """Whether the report has a finding that is meant."""
    counts = FAIL_ON[fail_on].counts
    return any(counts(one) for stack in report.stacks for one in stack.results)


def is_whole(report: Report) -> bool:
    """Every target could be judged."""
    return not any(one.problem for one in report.stacks)
