"""Reports for a browser: one file that needs no network, with findings, stacks by rules, and the graph of each stack.

The page's own script shows what this module puts into it as JSON; its content security policy allows no other script
and no connection. Raises ReportError where Jinja2 or markdown-it is not installed (the extra ``html``).
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from policypack.errors import ReportError
from policypack.model.texts import encodable, one_line
from policypack.reports.as_html.data import FIELDS, stack_data
from policypack.reports.kinds import KINDS, Totals, totals_of
from policypack.reports.results import Report

_FOLDER = Path(__file__).parent


def render(report: Report) -> Iterator[str]:
    """The page in pieces; of the stacks, one at a time is in memory."""
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - an extra

        from policypack.reports.as_html.rule_pages import rule_pages  # noqa: PLC0415 - as Jinja2
    except ModuleNotFoundError as error:
        raise ReportError(f"--format html needs {error.name}: pip install 'aws-guardrails[html]'.") from error
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script, style = _file("page.js"), _file("page.css")
    totals = totals_of(report)
    return environment.get_template("page.html.jinja").generate(
        title=_title(report, totals),
        totals=totals,
        kinds=KINDS,
        fields=_json({"fields": FIELDS, "kinds": [{"id": one.id, "title": one.title} for one in KINDS]}),
        stacks=(_json(stack_data(one)) for one in report.stacks),
        pages=rule_pages(sorted({rule for _, rule in totals.rules}), report.rules),
        script=script,
        style=style,
        script_hash=_hash(script),
        style_hash=_hash(style),
    )


def _title(report: Report, totals: Totals) -> str:
    return (
        one_line(f"Guardrails: {report.stacks[0].title}")
        if totals.stacks == 1
        else f"Guardrails: {totals.stacks:,} stacks"
    )


def _json(document: Any) -> str:
    """JSON that no HTML parser sees markup in."""
    text = json.dumps(encodable(document), separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _file(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """As a content security policy names an inline element's text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
