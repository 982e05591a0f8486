"""The formats of reports: a module for each, imported only when it is asked for, with ``render(report)``."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping

from policypack.model.records import record
from policypack.reports.results import Report

TEXT, JSON = "text", "json"


@record(frozen=True, slots=True)
class Format:
    """``module`` has a function ``render`` from a report to its text in pieces; ``about`` is a line of help."""

    module: str
    about: str

    def render(self, report: Report) -> Iterator[str]:
        """The report's text. Raises ReportError where the format needs what is not installed."""
        pieces: Iterator[str] = importlib.import_module(self.module).render(report)
        return pieces


FORMATS: Mapping[str, Format] = {
    TEXT: Format("policypack.reports.text", "for people"),
    JSON: Format("policypack.reports.as_json", "all that is known; what `report` and `--since` read"),
    "html": Format("policypack.reports.as_html", "one page for browsers; needs the extra `html`"),
}
"""Format -> where it is, in the order of help."""
SUFFIXES: Mapping[str, str] = {
    ".txt": TEXT,
    ".json": JSON,
    ".html": "html",
}
"""The formats that a file's name says."""
