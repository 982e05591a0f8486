"""Findings for people: what AWS rejects first, then practices; one block for a rule, on however many resources.

Advice comes in full once nothing stops, or with ``each``.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policypack.engine.findings import Finding, Outcome
from policypack.engine.policies import EXEMPTED, UNDETERMINED
from policypack.engine.undetermined import summary
from policypack.model.stack import STACK_TYPE
from policypack.model.texts import one_line
from policypack.reports.run import Run

WIDEST, NARROWEST = 110, 40
MOST_LISTED = 4
"""Resources of one rule that are listed, unless all are asked for."""
MOST_LINES = 3
"""Lines of one message, where AWS's error is long; JSON and ``each`` have all of it."""
MOST_NAMED = 3
"""Resources that a line of advice names."""
ADVICE = "Advisory"
_SAID_IN_FULL = (EXEMPTED.id, UNDETERMINED.id)
"""The pack's own policies whose details the report itself shows."""
_LEVEL_STYLES = {"mandatory": "1;31", "remediate": "1;31", "advisory": "33"}
_SEVERITIES = ("critical", "high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Style:
    """How the terminal shows text: whether it has colour, and how many columns. ``each`` lists every resource."""

    colour: bool = False
    columns: int = WIDEST
    each: bool = False

    @property
    def width(self) -> int:
        """Columns that lines of prose fill."""
        return max(NARROWEST, min(self.columns, WIDEST))

    def paint(self, text: str, code: str) -> str:
        """The text in a colour, or as it is."""
        return f"\033[{code}m{text}\033[0m" if self.colour else text


@dataclass(frozen=True, slots=True)
class Report:
    """The parts of a report on one run."""

    run: Run
    style: Style

    def parts(self) -> Iterator[str]:
        """Heading, blocks, warnings and the last lines."""
        shown = [one for one in self.run.findings if one.outcome is not Outcome.UNDETERMINED]
        shown = [one for one in shown if one.rule not in _SAID_IN_FULL]
        yield self._heading()
        for title, findings in _sections(shown):
            blocks = list(_blocks(findings))
            heading = self.style.paint(f"{title} ({self._count_of(blocks)})", "1;4")
            if title == ADVICE and self.is_brief:
                lines = [f"{heading}, in brief: --each shows what is wrong and the fixes", ""]
                yield "\n".join([*lines, *(line for block in blocks for line in self._brief(block))])
                continue
            yield heading
            for block in blocks:
                yield "\n".join(self._block(block))
        yield from (self.style.paint(one_line(f"warning: {warning}"), "33") for warning in self.run.warnings)
        yield self._footer(shown)

    @property
    def is_brief(self) -> bool:
        """Advice comes in a line each while something stops: that is what the reader has to do first."""
        return self.run.stops and not self.style.each

    def _brief(self, block: Sequence[Finding]) -> Iterator[str]:
        """The demand, and the resources that do not meet it."""
        first = block[0]
        names = list(dict.fromkeys(one.resource_name for one in block if one.resource_type != STACK_TYPE))
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        where = f" ({', '.join(names[:MOST_NAMED])}{more})" if names else ""
        text = f"{first.rule}: {first.summary}{where}"
        first_line, *rest = self._wrapped(one_line(text), "  ", "    ")
        yield first_line.replace(first.rule, self.style.paint(first.rule, "1"), 1)
        yield from rest

    def _heading(self) -> str:
        return self.style.paint(one_line(self.run.title), "2")

    def _block(self, findings: Sequence[Finding]) -> Iterator[str]:
        first = findings[0]
        level = "exempted" if first.outcome is Outcome.EXEMPTED else first.level
        marks = " (the rule failed)" if first.outcome is Outcome.CRASHED else ""
        rule = self.style.paint(first.rule, "1")
        heading = f"  {self.style.paint(level, _LEVEL_STYLES.get(level, '2'))}  {rule}{marks}"
        yield f"{heading}  {self._place(first)}" if len(findings) == 1 else heading
        if self._is_summary(findings):
            yield from self._prose(first.together)
            yield from self._places(findings)
            alike = all(one.proposal == first.proposal for one in findings)
            yield from self._fix(first, "fix" if alike else "fix of the first")
            return
        for group in _by_text(findings):
            yield from self._said(group[0])
            if len(findings) > 1:
                yield from self._places(group)
            yield from self._fix(group[0])

    def _is_summary(self, block: Sequence[Finding]) -> bool:
        """The block says one thing of many resources, though their texts or fixes differ."""
        said_alike = all(one.together and one.exemption is None for one in block)
        return len(block) > 1 and said_alike and not self.style.each

    def _count_of(self, blocks: Iterable[Sequence[Finding]]) -> int:
        """How many things are said; a summary is one."""
        return sum(1 if self._is_summary(block) else len(block) for block in blocks)

    def _fix(self, finding: Finding, lead: str = "fix") -> Iterator[str]:
        """The code of the fix, which is never wrapped: it is there to be copied."""
        if not finding.fix:
            return
        first, *rest = finding.proposal.split("\n")
        yield f"    {self.style.paint(f'{lead}:', '32')} {first}"
        yield from (f"    {' ' * len(lead)}  {line}" for line in rest)

    def _said(self, finding: Finding) -> Iterator[str]:
        """What is wrong, and AWS's error on lines of its own, as much of it as the longest message has room for."""
        problem = list(self._prose(_text(finding)))
        yield from problem
        if finding.rejects is not None and finding.outcome is Outcome.VIOLATED:
            answer = list(self._prose(finding.rejects.answer))
            shown = len(answer) if self.style.each else max(1, MOST_LINES - len(problem))
            if len(answer) > shown:
                answer = [*answer[: shown - 1], _cut(answer[shown - 1], self.style.width)]
            yield from answer

    def _prose(self, text: str) -> Iterator[str]:
        yield from self._wrapped(one_line(text), "    ", "    ")

    def _wrapped(self, line: str, first: str, rest: str) -> list[str]:
        return textwrap.wrap(
            line, self.style.width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
        )

    def _places(self, findings: Sequence[Finding]) -> Iterator[str]:
        listed = findings if self.style.each or len(findings) <= MOST_LISTED + 1 else findings[:MOST_LISTED]
        yield from (f"      {self._place(finding)}" for finding in listed)
        if len(listed) < len(findings):
            yield f"      and {len(findings) - len(listed)} more; --each lists all"

    def _place(self, finding: Finding) -> str:
        """Type, name and position of the resource."""
        name = self.style.paint(one_line(self.run.path(finding.urn)), "1")
        resource = " ".join(part for part in (one_line(self.run.short_type(finding)), name) if part)
        position = one_line(self.run.position(finding.urn))
        foreseen = "(foreseen)" if finding.foreseen else ""
        return "  ".join(
            part for part in (resource, self.style.paint(position, "2") if position else "", foreseen) if part
        )

    def _footer(self, shown: Sequence[Finding]) -> str:
        waiting = [one for one in self.run.findings if one.outcome is Outcome.UNDETERMINED]
        lines = [f"{self.style.paint(self._count(shown), '1')} in {self.run.seconds:.1f} s."]
        if waiting:
            undetermined = one_line(summary(waiting, preview=True))
            lines[:0] = self._wrapped(undetermined, "", "")
        return "\n".join(lines)

    def _count(self, shown: Sequence[Finding]) -> str:
        resources = f"{self.run.resource_count} resource{'' if self.run.resource_count == 1 else 's'}"
        if not shown:
            if not self.run.resource_count:
                return "Nothing to check: the program registers no resource"
            return f"No findings: {resources} checked against {self.run.rule_count} rules"
        found = [one for one in shown if one.outcome is not Outcome.EXEMPTED]
        rejected = sum(one.rejects is not None for one in found)
        stops = sum(one.stops and one.rejects is None for one in found)
        advice = [one for one in found if one.rejects is None and not one.stops]
        counts = [f"{rejected} rejected by AWS", f"{stops} mandatory", f"{self._count_of(_blocks(advice))} advisory"]
        if len(found) < len(shown):
            counts.append(f"{len(shown) - len(found)} exempted")
        return f"{', '.join(counts)} on {resources}"


def render(run: Run, style: Style) -> str:
    """The whole report, ending in a newline."""
    return "\n\n".join(Report(run, style).parts()) + "\n"


def _sections(findings: Sequence[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """What AWS rejects, what stops besides, advice, and what is exempted; each by severity, rule and resource."""
    kinds: dict[str, list[Finding]] = {"AWS rejects": [], "Mandatory": [], ADVICE: [], "Exempted": []}
    for finding in findings:
        if finding.outcome is Outcome.EXEMPTED:
            kinds["Exempted"].append(finding)
        elif finding.rejects is not None:
            kinds["AWS rejects"].append(finding)
        else:
            kinds["Mandatory" if finding.stops else ADVICE].append(finding)
    for title, found in kinds.items():
        if found:
            yield title, sorted(found, key=lambda one: (_SEVERITIES.index(one.severity), one.rule, one.sort_key))


def _blocks(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """The findings of each rule and level, in their order."""
    blocks: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        blocks.setdefault((finding.rule, finding.level), []).append(finding)
    yield from blocks.values()


def _by_text(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """The findings that say the same, in their order."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        error = finding.rejects.error if finding.rejects else ""
        groups.setdefault((_text(finding), error), []).append(finding)
    yield from groups.values()


def _text(finding: Finding) -> str:
    if finding.outcome is Outcome.EXEMPTED and finding.exemption is not None:
        return f"{finding.exemption.description} ({finding.exemption.where})"
    return finding.problem


def _cut(line: str, width: int) -> str:
    """The line with an ellipsis, at the end of a word."""
    while len(line) > width - 4 and " " in line.strip():
        line = line.rpartition(" ")[0]
    return f"{line} ..."
