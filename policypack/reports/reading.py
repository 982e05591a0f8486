"""Reads JSON reports back, each stack as the record that it was made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

from policypack.documents.files import UnreadableError
from policypack.documents.json_reader import read_json
from policypack.documents.shapes import FLAG, NUMBER, TEXT, Shape, list_of, mistake, object_of
from policypack.errors import ReportError
from policypack.model.headings import Level, Severity
from policypack.reports.as_json import FORMAT, report_from
from policypack.reports.results import Exempting, Node, Result, Since, StackReport

_VALUES: Mapping[str, tuple[str, ...]] = {
    "kind": ("practice", "rejection"),
    "outcome": ("violated", "undetermined", "crashed", "exempted"),
    "level": get_args(Level),
    "severity": get_args(Severity),
    "since": get_args(Since),
}
"""Fields of a finding that hold one of these."""
_TEXTS = list_of(TEXT)
_REMEDY = "write it anew with this version's `--format json`"


def _texts_of(names: Iterable[str]) -> dict[str, Shape]:
    return dict.fromkeys(names, TEXT)


_EXEMPTION = _texts_of(one.name for one in fields(Exempting))
_NODE = {**_texts_of(one.name for one in fields(Node)), "dependencies": _TEXTS}
_GONE = _texts_of(("rule", "urn", "property"))
_FINDING = {
    **_texts_of("property" if one.name == "at" else one.name for one in fields(Result)),
    "foreseen": FLAG,
    "because": _TEXTS,
    "exemption": object_of(_EXEMPTION, tuple(_EXEMPTION)),
}
_STACK = {
    **_texts_of(("project", "stack", "region", "folder", "since")),
    "findings": list_of(object_of(_FINDING, tuple(one for one in _FINDING if one != "exemption"))),
    "warnings": _TEXTS,
    "resources": NUMBER,
    "rules": NUMBER,
    "graph": list_of(object_of(_NODE, tuple(_NODE))),
    "disabled": _TEXTS,
    "whole": FLAG,
    "fixed": list_of(object_of(_GONE, tuple(_GONE))),
    "seconds": NUMBER,
}
_ERROR = {"error": TEXT}
_PROGRAM = object_of({"target": TEXT, "report": object_of({})}, ("target", "report"))


def read_report(file: Path) -> list[StackReport]:
    """The stacks of a JSON report. Raises ReportError, with file and key, where it is none."""
    try:
        told = read_json(file)
    except UnreadableError as error:
        raise ReportError(f"{file}: {error.problem}; {_REMEDY}.") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise ReportError(f"{file}: is no JSON report of format {FORMAT}; {_REMEDY}.")
    if "programs" not in told:
        return [_stack(told, str(file), f"{file}")]
    if found := mistake(told, object_of({"programs": list_of(_PROGRAM)}, ("programs",))):
        raise ReportError(f"{file}: {found}; {_REMEDY}.")
    return [
        _stack(one["report"], one["target"], f"{file}: programs[{at}].report")
        for at, one in enumerate(told["programs"])
    ]


def _stack(told: Any, target: str, where: str) -> StackReport:
    shape = _ERROR if "error" in told else _STACK
    found = mistake(told, object_of(shape, tuple(shape))) or _wrong_value(told.get("findings") or ())
    if found:
        raise ReportError(f"{where}: {found}; {_REMEDY}.")
    return report_from(told, target)


def _wrong_value(findings: Iterable[Mapping[str, Any]]) -> str:
    for at, one in enumerate(findings):
        for name, values in _VALUES.items():
            if one[name] not in values:
                return f"findings[{at}].{name} must be one of {', '.join(filter(None, values))}"
    return ""
