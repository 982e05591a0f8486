"""Findings for people: grouped by resource, what stops first, one block a finding."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policypack.engine.findings import Finding, Outcome
from policypack.engine.policies import EXEMPTED, UNDETERMINED
from policypack.engine.undetermined import summary
from policypack.fix.render import render as render_fix
from policypack.model.texts import one_line
from policypack.reports.run import Run

_WIDTH = 110
_SAID_IN_FULL = (EXEMPTED.id, UNDETERMINED.id)
"""The lines of a preview whose details the report itself shows."""
_LEVEL_STYLES = {"mandatory": "1;31", "remediate": "1;31", "advisory": "33"}


@dataclass(frozen=True, slots=True)
class Style:
    """Whether the terminal takes colour."""

    colour: bool = False

    def paint(self, text: str, code: str) -> str:
        """The text in a colour, or as it is."""
        return f"\033[{code}m{text}\033[0m" if self.colour else text


def render(run: Run, style: Style) -> str:
    """The whole report, ending in a newline."""
    told = [one for one in run.findings if one.outcome is not Outcome.UNDETERMINED and one.rule not in _SAID_IN_FULL]
    waiting = [one for one in run.findings if one.outcome is Outcome.UNDETERMINED]
    parts = [_resource_block(urn, group, run, style) for urn, group in _groups(told)]
    parts.extend(style.paint(f"warning: {one_line(warning)}", "33") for warning in run.warnings)
    parts.append(_footer(told, waiting, run, style))
    return "\n\n".join(parts) + "\n"


def _groups(findings: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
    """Findings by resource; resources that stop the preview come first, and so do findings within a resource."""
    by_urn: dict[str, list[Finding]] = {}
    for finding in findings:
        by_urn.setdefault(finding.urn, []).append(finding)
    ordered = {
        urn: sorted(group, key=lambda one: (not one.stops, one.outcome is Outcome.EXEMPTED, one.sort_key))
        for urn, group in by_urn.items()
    }
    return sorted(ordered.items(), key=lambda item: (not item[1][0].stops, item[0]))


def _resource_block(urn: str, findings: Iterable[Finding], run: Run, style: Style) -> str:
    findings = list(findings)
    first = findings[0]
    heading = " ".join(
        part for part in (one_line(run.short_type(first)), style.paint(one_line(run.path(urn)), "1")) if part
    )
    position = one_line(run.position(urn))
    lines = [f"{heading}  {style.paint(position, '2')}" if position else heading]
    lines += [_finding_block(finding, style) for finding in findings]
    return "\n".join(lines)


def _finding_block(finding: Finding, style: Style) -> str:
    if finding.outcome is Outcome.EXEMPTED and finding.exemption is not None:
        heading = f"  {style.paint('exempted', '2')}  {style.paint(finding.rule, '1')}"
        why = one_line(f"{finding.exemption.description} ({finding.exemption.where})")
        return "\n".join([heading, *textwrap.wrap(why, _WIDTH, initial_indent="    ", subsequent_indent="    ")])
    level = style.paint(finding.level, _LEVEL_STYLES.get(finding.level, "0"))
    crashed = " (the rule failed)" if finding.outcome is Outcome.CRASHED else ""
    lines = [f"  {level}  {style.paint(finding.rule, '1')}{crashed}"]
    lines += textwrap.wrap(one_line(finding.explained), _WIDTH, initial_indent="    ", subsequent_indent="    ")
    if finding.fix:
        lines.append(f"    {style.paint('fix:', '32')} {one_line(render_fix(finding.fix))}")
    return "\n".join(lines)


def _footer(told: Sequence[Finding], waiting: Sequence[Finding], run: Run, style: Style) -> str:
    stops = sum(one.stops for one in told)
    exempted = sum(one.outcome is Outcome.EXEMPTED for one in told)
    advice = len(told) - stops - exempted
    resources = f"{run.resource_count} resource{'' if run.resource_count == 1 else 's'}"
    if told:
        of = f"{stops} mandatory, {advice} advisory" + (f", {exempted} exempted" if exempted else "")
        counted = f"{of} finding{'' if len(told) == 1 else 's'} on {resources}"
    elif run.resource_count:
        counted = f"Nothing to say: {resources} checked against {run.rule_count} rules"
    else:
        counted = "Nothing to check: the program registers no resource"
    lines = [f"{style.paint(counted, '1')} in {run.seconds:.1f} s."]
    if waiting:
        lines.insert(0, "\n".join(textwrap.wrap(one_line(summary(waiting, preview=True)), _WIDTH)))
    return "\n".join(lines)
