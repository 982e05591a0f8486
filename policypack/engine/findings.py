"""Findings: what a run says of a resource, in the one form that all reports read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from policypack.engine.exemptions.exemption import Exemption
from policypack.fix.render import render_lines
from policypack.model.facts import Reason
from policypack.model.fixes import NO_FIX, Fix
from policypack.model.rejections import Rejection
from policypack.model.texts import one_line
from policypack.rule import Level, Severity


class Outcome(Enum):
    """The kinds of findings; a rule that is fine or does not apply makes none."""

    VIOLATED = "violated"
    UNDETERMINED = "undetermined"
    CRASHED = "crashed"
    EXEMPTED = "exempted"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say of one resource. ``at`` is the property, ``because`` what keeps the answer unknown.

    ``problem`` of an undetermined finding names what must be known; it has no fix.

    ``exemption`` is what exempts it; of a violation, what exempted it until it expired.
    """

    rule: str
    outcome: Outcome
    level: Level
    severity: Severity
    summary: str
    urn: str
    resource_type: str
    resource_name: str
    at: str = ""
    problem: str = ""
    fix: Fix = field(default=NO_FIX, compare=False)
    rejects: Rejection | None = None
    """What AWS rejects, of a violated finding; None where the rule asks for a practice."""
    because: tuple[Reason, ...] = ()
    exemption: Exemption | None = None
    together: str = field(default="", compare=False)
    """What is said once for all findings of the rule, where it speaks of most resources of a stack."""
    foreseen: bool = False
    """It rests on a placeholder for a value that the preview does not know."""

    @property
    def sort_key(self) -> tuple[str, str, str, str, str]:
        """Resource, rule, property: the same stack gives the same order every time."""
        return (self.urn, self.rule, self.at, self.outcome.value, self.problem)

    @property
    def stops(self) -> bool:
        """It fails a preview: a violation, or a crash, of a mandatory rule."""
        speaks = self.outcome in (Outcome.VIOLATED, Outcome.CRASHED)
        return speaks and self.level in ("mandatory", "remediate")

    @property
    def message(self) -> str:
        """What is wrong, AWS's error, then the fix on lines of its own; no value in them can make a line."""
        explained, fix = one_line(self.explained), "\n     ".join(map(one_line, render_lines(self.fix)))
        return f"{explained}\nFix: {fix}" if fix else explained

    @property
    def explained(self) -> str:
        """What is wrong, and AWS's error where AWS rejects it."""
        if self.rejects is None or self.outcome is not Outcome.VIOLATED:
            return self.problem
        return f"{self.problem} {self.rejects.answer}"


def names_of(because: Iterable[Reason], resource_name: str) -> tuple[str, ...]:
    """What keeps an answer unknown, each once; properties of the finding's own resource by their name alone."""
    names = (reason.property if reason.resource == resource_name else str(reason) for reason in because)
    return tuple(dict.fromkeys(names))


def until_known(because: Iterable[Reason], resource_name: str) -> str:
    """The text of an undetermined finding."""
    names = names_of(because, resource_name)
    return f"Undetermined until {'this is' if len(names) == 1 else 'these are'} known: {', '.join(names)}."


def ordered(findings: list[Finding]) -> list[Finding]:
    """The findings in their fixed order, each said once."""
    return sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key)
