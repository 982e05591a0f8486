"""GitLab's Code Quality report: open findings in a list, which a merge request shows beside the lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from policypack.model.texts import encodable, one_line
from policypack.reports.agents import inert_json
from policypack.reports.places import Places
from policypack.reports.results import Report, Result, StackReport

_SEVERITIES = {"critical": "critical", "high": "major", "medium": "minor", "low": "info"}
_BLOCKS = "blocker"
"""The severity of what stops a deployment."""


def render(report: Report) -> Iterator[str]:
    """The list, one finding at a time."""
    places = Places()
    yield "["
    before = "\n"
    for stack in report.stacks:
        if stack.problem:
            yield before + _json(_problem(stack, places))
            before = ",\n"
        for one in stack.results:
            if one.outcome in ("violated", "crashed") and not one.is_remark:
                yield before + _json(_finding(stack, one, places))
                before = ",\n"
    yield "\n]\n"


def _finding(stack: StackReport, result: Result, places: Places) -> dict[str, Any]:
    text = f"{result.path}: {result.problem} {result.answer}".rstrip()
    fingerprint = result.fingerprint or _hash(result.rule, result.urn, result.at)
    severity = _BLOCKS if result.stops else _SEVERITIES.get(result.severity, "info")
    place = places.of(stack, result)
    return _entry(result.rule, text, fingerprint, severity, place.file, place.line)


def _problem(stack: StackReport, places: Places) -> dict[str, Any]:
    place = places.of(stack)
    text = f"{stack.target} was not checked: {stack.problem}"
    return _entry("guardrails", text, _hash("not checked", stack.target), _BLOCKS, place.file, place.line)


def _entry(rule: str, text: str, fingerprint: str, severity: str, file: str, line: int) -> dict[str, Any]:
    return {
        "check_name": rule,
        "description": one_line(text),
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": one_line(file), "lines": {"begin": line or 1}},
    }


def _hash(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def _json(document: Any) -> str:
    return inert_json(json.dumps(encodable(document))).replace("\x7f", "\\u007f")
