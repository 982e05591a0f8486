"""What was decided by hand about a program, and what a run found, in one form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from policypack.engine.findings import Finding, Outcome
from policypack.engine.registry import all_rules
from policypack.model.stack import STACK_TYPE

PROGRAMS = Path(__file__).parent / "programs"

WEIGHED_BY_HAND = frozenset(rule.id for rule in all_rules() if rule.since in ("0.1.0", "0.2.0"))
"""The rules whose answers were decided by hand for whole programs. What later ones, the practices of frameworks, say of
a resource is decided by their own examples."""

Told = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Rule -> resource (``s3.Bucket logs``) -> properties, in order."""


@dataclass(frozen=True)
class Expectation:
    """One program in one stack: all that must be found and all that must stay undetermined. Nothing else may be."""

    program: str
    stack: str
    found: Told
    undetermined: Told

    @property
    def folder(self) -> Path:
        return PROGRAMS / self.program

    def __str__(self) -> str:
        return f"{self.program}-{self.stack}"


def expectations() -> list[Expectation]:
    """Those of all programs: a program has one file ``expected.STACK.yaml`` for each of its stacks."""
    return [_read(file) for file in sorted(PROGRAMS.glob("*/expected.*.yaml"))]


def violated(findings: Iterable[Finding]) -> Told:
    """Rule -> resource -> the properties found fault with."""
    return _told(findings, Outcome.VIOLATED, lambda finding: (finding.at,))


def undetermined(findings: Iterable[Finding]) -> Told:
    """Rule -> resource -> the properties that keep the answer unknown, of whatever resource, without further words."""
    return _told(
        findings,
        Outcome.UNDETERMINED,
        lambda finding: tuple(reason.property.split(",")[0] for reason in finding.because),
    )


def label(type_token: str, name: str) -> str:
    """``aws:s3/bucket:Bucket`` and ``logs`` give ``s3.Bucket logs``; the stack is ``the stack``."""
    if type_token == STACK_TYPE:
        return "the stack"
    package, module, kind = type_token.split(":")
    return f"{(module.split('/')[0] if package == 'aws' else package)}.{kind} {name}"


def _told(
    findings: Iterable[Finding], outcome: Outcome, properties: Callable[[Finding], tuple[str, ...]]
) -> dict[str, dict[str, tuple[str, ...]]]:
    told: dict[str, dict[str, set[str]]] = {}
    for finding in findings:
        if finding.outcome is outcome and finding.rule in WEIGHED_BY_HAND:
            resource = label(finding.resource_type, finding.resource_name)
            told.setdefault(finding.rule, {}).setdefault(resource, set()).update(properties(finding))
    return {rule: {one: tuple(sorted(at)) for one, at in resources.items()} for rule, resources in told.items()}


def _read(file: Path) -> Expectation:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    unknown = set(content) - {"found", "undetermined"}
    if unknown:
        raise ValueError(f"{file}: no expectation is called {', '.join(sorted(unknown))}")
    return Expectation(
        program=file.parent.name,
        stack=file.name.removeprefix("expected.").removesuffix(".yaml"),
        found=_properties(content["found"]),
        undetermined=_properties(content.get("undetermined") or {}),
    )


def _properties(rules: Mapping[str, Mapping[str, Any]]) -> Told:
    return {
        rule: {name: tuple(sorted([at] if isinstance(at, str) else at)) for name, at in resources.items()}
        for rule, resources in rules.items()
    }
