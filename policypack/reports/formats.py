"""The formats of reports: a module for each, imported only when it is asked for, with ``render(report)``."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping

from policypack.model.records import record
from policypack.reports.results import Report

TEXT, JSON, GITHUB, MARKDOWN = "text", "json", "github", "markdown"


@record(frozen=True, slots=True)
class Format:
    """``module`` has a ``function`` from a report to its text in pieces; ``about`` is a line of help."""

    module: str
    about: str
    function: str = "render"

    def render(self, report: Report) -> Iterator[str]:
        """The report's text. Raises ReportError where the format needs what is not installed."""
        pieces: Iterator[str] = getattr(importlib.import_module(self.module), self.function)(report)
        return pieces


FORMATS: Mapping[str, Format] = {
    TEXT: Format("policypack.reports.text", "for people"),
    JSON: Format("policypack.reports.as_json", "all that is known; what `report` and `--since` read"),
    "sarif": Format("policypack.reports.sarif", "SARIF 2.1.0, with what is exempted and undetermined"),
    "github-sarif": Format(
        "policypack.reports.sarif", "SARIF for code scanning, which takes all it is given as open", "render_for_github"
    ),
    GITHUB: Format("policypack.reports.github", "annotations of GitHub Actions, and the step's summary"),
    "gitlab": Format("policypack.reports.gitlab", "a Code Quality report"),
    "junit": Format("policypack.reports.junit", "JUnit XML, for Jenkins, GitLab and Azure Pipelines"),
    MARKDOWN: Format("policypack.reports.markdown", "a comment on a pull request"),
    "csv": Format("policypack.reports.as_csv", "a table for spreadsheets"),
    "html": Format("policypack.reports.as_html", "one page for browsers; needs the extra `html`"),
}
"""Format -> where it is, in the order of help."""
SUFFIXES: Mapping[str, str] = {
    ".txt": TEXT,
    ".json": JSON,
    ".html": "html",
    ".sarif": "sarif",
    ".xml": "junit",
    ".md": MARKDOWN,
    ".csv": "csv",
}
"""The formats that a file's name says."""
STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable by which GitHub Actions names the file of a step's summary."""
