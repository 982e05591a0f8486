"""One advisory finding for the stack, in place of one for each of the many resources that a rule speaks of."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from policypack.engine.findings import Finding, Outcome
from policypack.model.stack import STACK_TYPE

_MOST_NAMED = 12


def is_part(finding: Finding) -> bool:
    """It is said in the summary. What stops a preview, and what an exemption is over for, is said of its resource."""
    return (
        bool(finding.together)
        and finding.level == "advisory"
        and finding.outcome is Outcome.VIOLATED
        and finding.exemption is None
    )


def summaries(findings: Iterable[Finding], stack_urn: str) -> list[Finding]:
    """A summary on the stack for each rule that has several such findings; a single one as it is."""
    parts: dict[str, list[Finding]] = {}
    for finding in sorted(filter(is_part, findings), key=lambda one: one.sort_key):
        parts.setdefault(finding.rule, []).append(finding)
    return [found[0] if len(found) == 1 else _summary(found, stack_urn) for found in parts.values()]


def _summary(findings: Sequence[Finding], stack_urn: str) -> Finding:
    first = findings[0]
    named = [f'{one.resource_type} "{one.resource_name}"' for one in findings[:_MOST_NAMED]]
    if len(findings) > _MOST_NAMED:
        named.append(f"{len(findings) - _MOST_NAMED} more (the option show: each lists all)")
    return dataclasses.replace(
        first,
        urn=stack_urn,
        resource_type=STACK_TYPE,
        resource_name="",
        problem=f"{first.together} {len(findings)} resources: {', '.join(named)}.",
        foreseen=False,
    )
