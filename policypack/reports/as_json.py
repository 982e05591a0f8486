"""Findings for programs: one JSON document, the same for the same stack but for the time it took."""

from __future__ import annotations

import json
from typing import Any

from policypack.engine.exemptions.exemption import Exemption
from policypack.engine.findings import Finding
from policypack.engine.registry import location
from policypack.model.texts import clipped
from policypack.reports.run import Run

FORMAT = 1
"""The version of the document's form; it grows when a field changes its meaning or goes."""


def render(run: Run) -> str:
    """The whole document, ending in a newline."""
    return written(document_of(run))


def document_of(run: Run) -> dict[str, Any]:
    """The document of a run."""
    return {
        "format": FORMAT,
        "project": run.project,
        "stack": run.stack_name,
        "region": run.region,
        "findings": [_finding(finding, run) for finding in run.findings],
        "warnings": list(map(clipped, run.warnings)),
        "resources": run.resource_count,
        "rules": run.rule_count,
        "seconds": round(run.seconds, 3),
    }


def render_error(problem: str) -> str:
    """The document of a run that could not be made."""
    return written(error_document(problem))


def error_document(problem: str) -> dict[str, Any]:
    """The document where there is no run."""
    return {"format": FORMAT, "error": clipped(problem)}


def written(document: dict[str, Any]) -> str:
    """A document, ending in a newline; in ASCII, so that every terminal and pipe shows it and none obeys it."""
    return json.dumps(document, indent=2).replace("\x7f", "\\u007f") + "\n"


def documentation(rule: str) -> str:
    """The page of a rule, as a path in the pack's folder; empty for the pack's own policies."""
    return f"docs/rules/{rule}.md" if location(rule) is not None else ""


def _finding(finding: Finding, run: Run) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "kind": "practice" if finding.rejects is None else "rejection",
        "outcome": finding.outcome.value,
        "level": finding.level,
        "severity": finding.severity,
        "urn": finding.urn,
        "type": finding.resource_type,
        "name": finding.resource_name,
        "path": run.path(finding.urn),
        "position": run.position(finding.urn),
        "property": finding.at,
        "summary": finding.summary,
        "problem": clipped(finding.said),
        "error": finding.rejects.error if finding.rejects else "",
        "source": finding.rejects.source if finding.rejects else "",
        "fix": finding.proposal,
        "documentation": documentation(finding.rule),
        "foreseen": finding.foreseen,
        "because": [clipped(str(reason)) for reason in finding.because],
        "exemption": _exemption(finding.exemption) if finding.exemption else None,
    }


def _exemption(exemption: Exemption) -> dict[str, Any]:
    return {
        "rule": exemption.rule,
        "resource": exemption.resource,
        "reason": clipped(exemption.reason),
        "owner": exemption.owner,
        "expires": str(exemption.expires or ""),
        "origin": exemption.origin,
        "where": exemption.where,
    }
