"""The kinds of results, as summaries count them over all stacks of a report."""

from __future__ import annotations

from collections import Counter

from policypack.model.records import record
from policypack.reports.results import Report, Result


@record(frozen=True, slots=True)
class Kind:
    """How summaries sort findings: what to do first comes first."""

    id: str
    title: str
    counted: str
    """What a count of them is called."""


KINDS = (
    Kind("crashed", "Rules that failed", "rules that failed"),
    Kind("rejected", "AWS rejects", "rejected by AWS"),
    Kind("mandatory", "Mandatory", "mandatory"),
    Kind("advisory", "Advisory", "advisory"),
    Kind("undetermined", "Undetermined", "undetermined"),
    Kind("exempted", "Exempted", "exempted"),
)


def kind_of(result: Result) -> str:
    """The id of the result's kind."""
    if result.outcome != "violated":
        return result.outcome
    if result.kind == "rejection":
        return "rejected"
    return "mandatory" if result.stops else "advisory"


@record(frozen=True, slots=True)
class Totals:
    """Counts over all stacks: results by the id of their kind, and by kind and rule."""

    stacks: int
    not_checked: int
    resources: int
    kinds: Counter[str]
    rules: Counter[tuple[str, str]]


def totals_of(report: Report) -> Totals:
    """The counts of a report; each stack is looked at once."""
    stacks = not_checked = resources = 0
    rules: Counter[tuple[str, str]] = Counter()
    for stack in report.stacks:
        stacks += 1
        not_checked += bool(stack.problem)
        resources += stack.resources
        rules.update((kind_of(one), one.rule) for one in stack.results)
    kinds: Counter[str] = Counter()
    for (kind, _), count in rules.items():
        kinds[kind] += count
    return Totals(stacks, not_checked, resources, kinds, rules)
