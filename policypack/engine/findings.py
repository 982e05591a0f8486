"""Findings: what a run says of a resource, in the one form that all reports read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from enum import Enum

from policypack.engine.exemptions.exemption import Exemption
from policypack.model.facts import Reason
from policypack.model.fixes import NO_FIX, Fix
from policypack.model.headings import Level, Severity
from policypack.model.languages import DEFAULT_LANGUAGE, Language
from policypack.model.records import record
from policypack.model.rejections import Rejection
from policypack.model.texts import LONGEST, clipped, one_line

_MOST_NAMED = 5
"""What an answer waits for, by name."""


class Outcome(Enum):
    """The kinds of findings; a rule that is fine or does not apply makes none."""

    VIOLATED = "violated"
    UNDETERMINED = "undetermined"
    CRASHED = "crashed"
    EXEMPTED = "exempted"


@record(frozen=True, slots=True)
class Finding:
    """One thing to say of one resource. ``at`` is the property, ``because`` what keeps the answer unknown.

    ``problem`` of an undetermined finding names what must be known; it has no fix. ``at``, ``because`` and ``problem``
    have the names of the provider's schema; what people read has those of the program's language.

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
    language: Language | None = field(default=None, compare=False)
    """The program's language; None where the problem's text is nobody's to translate."""

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
        explained, fix = one_line(self.explained), self.proposal.replace("\n", "\n     ")
        if not fix:
            return clipped(explained)
        explained = clipped(explained, max(LONGEST // 2, LONGEST - len(fix.encode())))
        return f"{explained}\nFix: {clipped(fix, LONGEST - len(explained.encode()))}"

    @property
    def explained(self) -> str:
        """What is wrong, and AWS's error where AWS rejects it."""
        if self.rejects is None or self.outcome is not Outcome.VIOLATED:
            return self.said
        return f"{self.said} {self.rejects.answer}"

    @property
    def said(self) -> str:
        """What is wrong, in the names of the program's language."""
        if self.outcome is Outcome.UNDETERMINED and self.because:
            return until_known(self.because, self.resource_name, self.language)
        said = _in_language(self.problem, self.language)
        if self.exemption is None or self.outcome is not Outcome.VIOLATED:
            return said
        over = self.exemption
        return f"{said} Its exemption ended on {over.expires}, so it is found again ({over.description}; {over.where})."

    @property
    def waiting(self) -> str:
        """What an undetermined finding waits for, in the names of the program's language; some of them where they are
        many."""
        return named(names_of(self.because, self.resource_name, self.language))

    @property
    def proposal(self) -> str:
        """The fix as the program's language writes it; empty where there is none. No value in it can make a line."""
        if self.fix is NO_FIX:
            return ""
        from policypack.fix.render import render_lines  # noqa: PLC0415 - a run without findings writes no fix

        return clipped("\n".join(map(one_line, render_lines(self.fix, self.language or DEFAULT_LANGUAGE))))


def names_of(because: Iterable[Reason], resource_name: str, language: Language | None = None) -> tuple[str, ...]:
    """What keeps an answer unknown, each once; properties of the finding's own resource by their name alone."""
    names = (_name_of(reason, resource_name, language) for reason in because)
    return tuple(dict.fromkeys(names))


def _name_of(reason: Reason, resource_name: str, language: Language | None) -> str:
    name = _in_language(reason.property, language)
    return name if reason.resource == resource_name else str(Reason(name, reason.resource))


def _in_language(text: str, language: Language | None) -> str:
    if language is None:
        return text
    from policypack.fix.names import in_language  # noqa: PLC0415 - a run without findings names no property

    return in_language(text, language)


def until_known(because: Iterable[Reason], resource_name: str, language: Language | None = None) -> str:
    """The text of an undetermined finding."""
    names = names_of(because, resource_name, language)
    return f"Undetermined until {'this is' if len(names) == 1 else 'these are'} known: {named(names)}."


def named(names: Sequence[str]) -> str:
    """Some of the names, and how many more there are."""
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"{', '.join(names[:_MOST_NAMED])}{more}"


def ordered(findings: list[Finding]) -> list[Finding]:
    """The findings in their fixed order, each said once."""
    return sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key)
