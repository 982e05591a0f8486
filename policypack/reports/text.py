"""Findings for people: what AWS rejects first, then practices; one block for a rule, on however many resources.

What can wait is brief: mandatory practices while AWS rejects something, advice while anything stops. ``each`` shows it
all.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from policypack.engine.findings import Finding, Outcome
from policypack.engine.policies import EXEMPTED, UNDETERMINED
from policypack.engine.undetermined import summary
from policypack.model.records import record
from policypack.model.stack import STACK_TYPE
from policypack.model.texts import printable
from policypack.reports.run import Run

WIDEST, NARROW, NARROWEST = 110, 80, 40
MOST_LISTED = 4
"""Resources of one rule that are listed, unless all are asked for."""
MOST_NAMED = 3
"""Resources that a line of advice names."""
REJECTED, MANDATORY, ADVICE, EXEMPT = "AWS rejects", "Mandatory", "Advisory", "Exempted"
_SAID_IN_FULL = (EXEMPTED.id, UNDETERMINED.id)
"""The pack's own policies whose details the report itself shows."""
_LEVEL_STYLES = {"mandatory": "1;31", "remediate": "1;31", "advisory": "33"}
_SEVERITIES = ("critical", "high", "medium", "low")


@record(frozen=True, slots=True)
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


class Tally(NamedTuple):
    """How many things reports say."""

    rejected: int
    mandatory: int
    advisory: int
    exempted: int

    def __str__(self) -> str:
        counts = [f"{self.rejected} rejected by AWS", f"{self.mandatory} mandatory", f"{self.advisory} advisory"]
        return ", ".join([*counts, f"{self.exempted} exempted"] if self.exempted else counts)


@record(frozen=True, slots=True)
class Report:
    """The parts of a report on one run."""

    run: Run
    style: Style

    def parts(self) -> Iterator[str]:
        """Heading, blocks, warnings and the last lines."""
        shown = self._shown()
        yield self._heading()
        for title, findings in _sections(shown):
            blocks = list(_blocks(findings))
            hint, show = self._manner(title)
            heading = self.style.paint(f"{title} ({self._count_of(blocks)})", "1;4")
            yield "\n".join([heading + hint, *(line for block in blocks for line in show(block))])
        yield from (self.style.paint(printable(f"warning: {warning}"), "33") for warning in self.run.warnings)
        yield self._footer(shown)

    def tally(self) -> Tally:
        """How many things the report says."""
        shown = self._shown()
        found = [one for one in shown if one.outcome is not Outcome.EXEMPTED]
        advice = [one for one in found if one.rejects is None and not one.stops]
        return Tally(
            rejected=sum(one.rejects is not None for one in found),
            mandatory=sum(one.stops and one.rejects is None for one in found),
            advisory=self._count_of(_blocks(advice)),
            exempted=len(shown) - len(found),
        )

    def _shown(self) -> list[Finding]:
        shown = [one for one in self.run.findings if one.outcome is not Outcome.UNDETERMINED]
        return [one for one in shown if one.rule not in _SAID_IN_FULL]

    def _manner(self, title: str) -> tuple[str, Callable[[Sequence[Finding]], Iterator[str]]]:
        """What the heading of a section adds, and how its blocks are shown: in brief where the reader has something
        else to do first."""
        stops = [] if self.style.each else [one for one in self.run.findings if one.stops]
        if title == MANDATORY and any(one.rejects is not None for one in stops):
            return ", in brief: --each shows what is wrong", self._fixes
        if title == ADVICE and stops:
            return ", in brief: --each shows what is wrong and the fixes", self._advice
        return "", self._block

    # -- in brief ---------------------------------------------------------------------------

    def _advice(self, block: Sequence[Finding]) -> Iterator[str]:
        """The demand, and the resources that do not meet it."""
        names = list(dict.fromkeys(one.resource_name for one in block if one.resource_type != STACK_TYPE))
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        return self._demand(block, f" ({', '.join(names[:MOST_NAMED])}{more})" if names else "")

    def _fixes(self, block: Sequence[Finding]) -> Iterator[str]:
        """The demand; then the resources that do not meet it, with the fix. A failure of a rule, and an exemption that
        ended, only the full text says."""
        if any(one.outcome is Outcome.CRASHED or one.exemption is not None for one in block):
            yield from self._block(block)
            return
        yield from self._demand(block)
        same: dict[str, list[Finding]] = {}
        for one in block:
            same.setdefault(one.proposal, []).append(one)
        shown = list(same.values())[: self._most(len(same))]
        for group in shown:
            *places, last = self._places(group, "    ")
            yield from places
            yield from self._fix_after(last, group[0])
        if len(shown) < len(same):
            yield f"    and {len(block) - sum(map(len, shown))} more; --each lists all"

    def _most(self, count: int) -> int:
        """How many of so many things are listed: one that is left out would be a line, too."""
        return count if self.style.each or count <= MOST_LISTED + 1 else MOST_LISTED

    def _fix_after(self, place: str, finding: Finding) -> Iterator[str]:
        """On the line of the place where there is room."""
        fix = list(self._fix([finding], "      "))
        room = self.style.width - len(_bare(place)) - 2
        if len(fix) == 1 and len(_bare(fix[0]).strip()) <= room:
            yield f"{place}  {fix[0].strip()}"
            return
        yield from (place, *fix)

    def _demand(self, block: Sequence[Finding], where: str = "") -> Iterator[str]:
        rule = block[0].rule
        first_line, *rest = self._wrapped(printable(f"{rule}: {block[0].summary}{where}"), "  ", "    ")
        yield first_line.replace(rule, self.style.paint(rule, "1"), 1)
        yield from rest

    # -- in full ----------------------------------------------------------------------------

    def _heading(self) -> str:
        return self.style.paint(printable(self.run.title), "2")

    def _block(self, findings: Sequence[Finding]) -> Iterator[str]:
        first = findings[0]
        level = "exempted" if first.outcome is Outcome.EXEMPTED else first.level
        marks = " (the rule failed)" if first.outcome is Outcome.CRASHED else ""
        rule = self.style.paint(first.rule, "1")
        heading = f"  {self.style.paint(level, _LEVEL_STYLES.get(level, '2'))}  {rule}{marks}"
        if len({one.urn for one in findings}) == 1:
            yield f"{heading}  {self._place([first])}"
            yield from self._texts([[one] for one in findings], "    ")
            return
        yield heading
        if self._is_summary(findings):
            yield from self._places(findings, "    ")
            yield from self._wrapped(printable(first.together), "    ", "    ")
            yield from self._fix(findings, "    ")
            return
        for groups in _of_the_same(findings):
            yield from self._places(groups[0], "    ")
            yield from self._texts(groups, "      ")

    def _texts(self, groups: Sequence[Sequence[Finding]], indent: str) -> Iterator[str]:
        """What is wrong with the same resources; a fix that several texts have, after the last of them."""
        for place, group in enumerate(groups):
            yield from self._said(group[0], indent)
            following = groups[place + 1][0].proposal if place + 1 < len(groups) else ""
            if group[0].proposal != following:
                yield from self._fix(group, indent)

    def _is_summary(self, block: Sequence[Finding]) -> bool:
        """The block says one thing of many resources, though their texts or fixes differ."""
        said_alike = all(one.together and one.exemption is None for one in block)
        return len(block) > 1 and said_alike and not self.style.each

    def _count_of(self, blocks: Iterable[Sequence[Finding]]) -> int:
        """How many things are said; a summary is one."""
        return sum(1 if self._is_summary(block) else len(block) for block in blocks)

    def _fix(self, group: Sequence[Finding], indent: str) -> Iterator[str]:
        """The code of the fix, which is never wrapped: it is there to be copied."""
        if not group[0].fix:
            return
        lead = "fix" if len({one.proposal for one in group}) == 1 else "fix of the first"
        first, *rest = group[0].proposal.split("\n")
        yield f"{indent}{self.style.paint(f'{lead}:', '32')} {first}"
        yield from (f"{indent}{' ' * len(lead)}  {line}" for line in rest)

    def _said(self, finding: Finding, indent: str) -> Iterator[str]:
        """What is wrong; then AWS's error on one line, in a narrow terminal two, and with ``each`` all of it."""
        yield from self._wrapped(printable(_text(finding)), indent, indent)
        if finding.rejects is not None and finding.outcome is Outcome.VIOLATED:
            answer = self._wrapped(printable(finding.rejects.answer), indent, indent)
            most = len(answer) if self.style.each else 2 if self.style.width < NARROW else 1
            if len(answer) > most:
                answer = [*answer[: most - 1], _cut(answer[most - 1], self.style.width)]
            yield from answer

    def _wrapped(self, line: str, first: str, rest: str) -> list[str]:
        return textwrap.wrap(
            line, self.style.width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
        )

    def _places(self, findings: Sequence[Finding], indent: str) -> Iterator[str]:
        """A line for the resources of one type that one line of the program makes; with ``each``, for each."""
        findings = list({one.urn: one for one in findings}.values())
        listed = findings[: self._most(len(findings))]
        lines: dict[object, list[Finding]] = {}
        for one in listed:
            place = (self.run.short_type(one), self.run.position(one.urn), one.foreseen)
            lines.setdefault(one.urn if self.style.each else place, []).append(one)
        yield from (f"{indent}{self._place(line)}" for line in lines.values())
        if len(listed) < len(findings):
            yield f"{indent}and {len(findings) - len(listed)} more; --each lists all"

    def _place(self, findings: Sequence[Finding]) -> str:
        """Type, names and position of resources."""
        first = findings[0]
        names = ", ".join(self.style.paint(printable(self.run.path(one.urn)), "1") for one in findings)
        resource = " ".join(part for part in (printable(self.run.short_type(first)), names) if part)
        position = printable(self.run.position(first.urn))
        foreseen = "(foreseen)" if first.foreseen else ""
        return "  ".join(
            part for part in (resource, self.style.paint(position, "2") if position else "", foreseen) if part
        )

    def _footer(self, shown: Sequence[Finding]) -> str:
        waiting = [one for one in self.run.findings if one.outcome is Outcome.UNDETERMINED]
        lines = [f"{self.style.paint(self._count(shown), '1')} in {self.run.seconds:.1f} s."]
        if waiting:
            undetermined = printable(summary(waiting, preview=True))
            lines[:0] = self._wrapped(undetermined, "", "")
        return "\n".join(lines)

    def _count(self, shown: Sequence[Finding]) -> str:
        resources = f"{self.run.resource_count} resource{'' if self.run.resource_count == 1 else 's'}"
        if not shown:
            if not self.run.resource_count:
                return "Nothing to check: the program registers no resource"
            return f"No findings: {resources} checked against {self.run.rule_count} rules"
        return f"{self.tally()} on {resources}"


def render(run: Run, style: Style) -> str:
    """The whole report, ending in a newline."""
    return "\n\n".join(Report(run, style).parts()) + "\n"


def _sections(findings: Sequence[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    """What AWS rejects, what stops besides, advice, and what is exempted; each by severity, rule and resource."""
    kinds: dict[str, list[Finding]] = {REJECTED: [], MANDATORY: [], ADVICE: [], EXEMPT: []}
    for finding in findings:
        if finding.outcome is Outcome.EXEMPTED:
            kinds[EXEMPT].append(finding)
        elif finding.rejects is not None:
            kinds[REJECTED].append(finding)
        else:
            kinds[MANDATORY if finding.stops else ADVICE].append(finding)
    for title, found in kinds.items():
        if found:
            yield title, sorted(found, key=lambda one: (_SEVERITIES.index(one.severity), one.rule, one.sort_key))


def _blocks(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """The findings of each rule and level, in their order."""
    blocks: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        blocks.setdefault((finding.rule, finding.level), []).append(finding)
    yield from blocks.values()


def _of_the_same(findings: Iterable[Finding]) -> Iterator[list[list[Finding]]]:
    """The findings that say the same, beside those that say something else of the same resources."""
    texts: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        error = finding.rejects.error if finding.rejects else ""
        texts.setdefault((_text(finding), error), []).append(finding)
    resources: dict[tuple[str, ...], list[list[Finding]]] = {}
    for group in texts.values():
        resources.setdefault(tuple(dict.fromkeys(one.urn for one in group)), []).append(group)
    yield from resources.values()


def _text(finding: Finding) -> str:
    if finding.outcome is Outcome.EXEMPTED and finding.exemption is not None:
        return f"{finding.exemption.description} ({finding.exemption.where})"
    return finding.said


def _bare(text: str) -> str:
    """Without colours."""
    return re.sub("\033\\[[0-9;]*m", "", text)


def _cut(line: str, width: int) -> str:
    """The line with an ellipsis, at the end of a word."""
    while len(line) > width - 4 and " " in line.strip():
        line = line.rpartition(" ")[0]
    return f"{line} ..."
