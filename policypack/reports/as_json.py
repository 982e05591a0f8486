"""Findings for programs: one JSON document, the same for the same stack but for the time it took."""

from __future__ import annotations

import json
from typing import Any

from policypack.engine.exemptions.exemption import Exemption
from policypack.engine.findings import Finding
from policypack.fix.render import render as render_fix
from policypack.reports.run import Run

FORMAT = 1
"""The version of the document's form; it grows when a field changes its meaning or goes."""


def render(run: Run) -> str:
    """The whole document, ending in a newline; in ASCII, so that every terminal and pipe shows it and none obeys it."""
    document = {
        "format": FORMAT,
        "findings": [_finding(finding, run) for finding in run.findings],
        "warnings": list(run.warnings),
        "resources": run.resource_count,
        "rules": run.rule_count,
        "seconds": round(run.seconds, 3),
    }
    return json.dumps(document, indent=2).replace("\x7f", "\\u007f") + "\n"


def _finding(finding: Finding, run: Run) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "outcome": finding.outcome.value,
        "level": finding.level,
        "severity": finding.severity,
        "urn": finding.urn,
        "type": finding.resource_type,
        "name": finding.resource_name,
        "path": run.path(finding.urn),
        "position": run.position(finding.urn),
        "property": finding.at,
        "problem": finding.problem,
        "error": finding.rejects.error if finding.rejects else "",
        "source": finding.rejects.source if finding.rejects else "",
        "fix": render_fix(finding.fix),
        "because": [str(reason) for reason in finding.because],
        "exemption": _exemption(finding.exemption) if finding.exemption else None,
    }


def _exemption(exemption: Exemption) -> dict[str, Any]:
    return {
        "rule": exemption.rule,
        "resource": exemption.resource,
        "reason": exemption.reason,
        "owner": exemption.owner,
        "expires": str(exemption.expires or ""),
        "origin": exemption.origin,
        "where": exemption.where,
    }
