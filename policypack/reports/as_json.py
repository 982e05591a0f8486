"""Reports for programs: one JSON document, the same for the same stacks but for the time it took."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from policypack.model.texts import clipped
from policypack.reports import compliance
from policypack.reports.agents import inert_json
from policypack.reports.results import Exempting, Gone, Node, Report, Result, StackReport

FORMAT = 1
"""The version of the document's form; it grows when a field changes its meaning or goes."""
_AS_THEY_ARE = ("project", "stack", "region", "folder", "resources", "rules", "whole", "since", "seconds")
_NAMES = {one.name: "property" if one.name == "at" else one.name for one in fields(Result)}


def render(report: Report) -> Iterator[str]:
    """The document in pieces: that of the stack, or of several stacks with that of each; it ends in a newline."""
    told = {} if report.compliance is None else {"compliance": compliance.as_document(report.compliance)}
    if len(report.stacks) == 1:
        yield written({**document_of(report.stacks[0]), **told})
        return
    yield f'{{\n  "format": {FORMAT},\n  "programs": ['
    before = "\n"
    for one in report.stacks:
        yield before + _indented(written({"target": one.target, "report": document_of(one)}), 4)
        before = ",\n"
    yield "],\n" if before == "\n" else "\n  ],\n"
    yield written({"seconds": round(report.seconds, 3), **told}).partition("\n")[2]


def _indented(document: str, by: int) -> str:
    return textwrap.indent(document.rstrip("\n"), " " * by)


def render_stack(report: StackReport) -> str:
    """The document of one target, ending in a newline."""
    return written(document_of(report))


def document_of(report: StackReport) -> dict[str, Any]:
    """The document of one target."""
    if report.problem:
        return error_document(report.problem)
    return {
        "format": FORMAT,
        "project": report.project,
        "stack": report.stack,
        "region": report.region,
        "folder": report.folder,
        "findings": [_finding(one) for one in report.results],
        "warnings": list(report.warnings),
        "resources": report.resources,
        "rules": report.rules,
        "graph": list(_graph(report)),
        "disabled": list(report.disabled),
        "whole": report.whole,
        "since": report.since,
        "fixed": [{"rule": one.rule, "urn": one.urn, "property": one.at} for one in report.fixed],
        "seconds": round(report.seconds, 3),
    }


def report_from(document: Mapping[str, Any], target: str = "") -> StackReport:
    """The report that a document of this form tells of: :func:`document_of` backwards."""
    if "error" in document:
        return StackReport(target, problem=document["error"])
    told: dict[str, Any] = {name: document[name] for name in _AS_THEY_ARE}
    return StackReport(
        target=target,
        results=tuple(map(_result, document["findings"])),
        graph=tuple(map(_node, document["graph"])),
        fixed=tuple(Gone(one["rule"], one["urn"], one["property"]) for one in document["fixed"]),
        warnings=tuple(document["warnings"]),
        disabled=tuple(document["disabled"]),
        **told,
    )


def render_error(problem: str) -> str:
    """The document of a call that came to no report."""
    return written(error_document(problem))


def error_document(problem: str) -> dict[str, Any]:
    """The document of a target that could not be judged."""
    return {"format": FORMAT, "error": clipped(problem)}


def written(document: dict[str, Any]) -> str:
    """A document, ending in a newline; in ASCII, so that every terminal and pipe shows it and none obeys it."""
    return inert_json(json.dumps(document, indent=2)).replace("\x7f", "\\u007f") + "\n"


def _finding(result: Result) -> dict[str, Any]:
    document = {name: getattr(result, field) for field, name in _NAMES.items()}
    document["because"] = list(result.because)
    if result.exemption is not None:
        document["exemption"] = {one.name: getattr(result.exemption, one.name) for one in fields(result.exemption)}
    return document


def _result(document: Mapping[str, Any]) -> Result:
    told: dict[str, Any] = {field: document.get(name) for field, name in _NAMES.items()}
    told["because"] = tuple(told["because"])
    if told["exemption"] is not None:
        told["exemption"] = Exempting(*(told["exemption"][one.name] for one in fields(Exempting)))
    return Result(**told)


def _node(document: Mapping[str, Any]) -> Node:
    dependencies = tuple(document["dependencies"])
    return Node(document["urn"], document["type"], document["name"], document["parent"], dependencies)


def _graph(report: StackReport) -> Iterator[dict[str, Any]]:
    for one in report.graph:
        yield {
            "urn": one.urn,
            "type": one.type,
            "name": one.name,
            "parent": one.parent,
            "dependencies": list(one.dependencies),
        }
