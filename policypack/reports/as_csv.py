"""A table for spreadsheets, as RFC 4180 has it: a row for each finding, in UTF-8 with the mark that Excel looks for.

No cell is a formula: what a spreadsheet would compute has an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from policypack.model.texts import one_line
from policypack.reports.agents import inert
from policypack.reports.places import Places
from policypack.reports.results import Report, Result, StackReport

COLUMNS = (
    "stack",
    "target",
    "rule",
    "kind",
    "outcome",
    "level",
    "severity",
    "since",
    "type",
    "name",
    "property",
    "problem",
    "error",
    "fix",
    "file",
    "line",
    "exemption",
    "documentation",
    "urn",
    "fingerprint",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The signs that a formula begins with, also those of full width."""


def render(report: Report) -> Iterator[str]:
    """The table, one row at a time; a target that could not be judged is a row, too."""
    yield "\ufeff" + _row(COLUMNS)
    places = Places()
    for stack in report.stacks:
        if stack.problem:
            yield _row(_problem(stack))
        yield from (_row(_finding(stack, one, places)) for one in stack.results)


def _problem(stack: StackReport) -> Sequence[str]:
    told = {"stack": stack.title, "target": stack.target, "outcome": "not checked", "problem": stack.problem}
    return [told.get(column, "") for column in COLUMNS]


def _finding(stack: StackReport, result: Result, places: Places) -> Sequence[str]:
    place = places.of(stack, result)
    exemption = result.exemption
    return (
        stack.title,
        stack.target,
        result.rule,
        result.kind,
        result.outcome,
        result.level,
        result.severity,
        result.since,
        result.type,
        result.path,
        result.at,
        result.problem,
        result.answer,
        result.fix.replace("\n", "; "),
        place.file,
        str(place.line or ""),
        f"{exemption.description} ({exemption.where})" if exemption else "",
        result.documentation,
        result.urn,
        result.fingerprint,
    )


def _row(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow([_cell(one) for one in cells])
    return text.getvalue()


def _cell(text: str) -> str:
    shown = inert(one_line(text))
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) or text.startswith(_FORMULA) else shown
