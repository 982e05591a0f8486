"""Findings for people: what AWS rejects first, then practices; one block for a rule, on however many resources.

What can wait is brief: mandatory practices while AWS rejects something, advice while anything stops. ``each`` shows it
all.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from policypack.engine.undetermined import sentence
from policypack.model.records import record
from policypack.model.resources import short_type
from policypack.model.stack import STACK_TYPE
from policypack.model.texts import one_line, printable
from policypack.reports.agents import inert
from policypack.reports.compliance import as_text
from policypack.reports.results import Gone, Report, Result, StackReport

WIDEST, NARROW, NARROWEST = 110, 80, 40
MOST_LISTED = 4
"""Resources of one rule that are listed, unless all are asked for."""
MOST_NAMED = 3
"""Resources that a line of advice names."""
MOST_FIXED = 12
"""Findings that the line on fixed ones names."""
REJECTED, MANDATORY, ADVICE, EXEMPT = "AWS rejects", "Mandatory", "Advisory", "Exempted"
_LEVEL_STYLES = {"mandatory": "1;31", "remediate": "1;31", "advisory": "33"}
_SEVERITIES = ("critical", "high", "medium", "low")


@record(frozen=True, slots=True)
class Style:
    """How the terminal shows text: whether it has colour, and how many columns. ``each`` lists every resource,
    ``only_new`` only what an earlier report does not have."""

    colour: bool = False
    columns: int = WIDEST
    each: bool = False
    only_new: bool = False

    @property
    def width(self) -> int:
        """Columns that lines of prose fill."""
        return max(NARROWEST, min(self.columns, WIDEST))

    def paint(self, text: str, code: str) -> str:
        """The text in a colour, or as it is."""
        return f"\033[{code}m{text}\033[0m" if self.colour else text


PLAIN = Style()


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
class Section:
    """The parts of a report on one stack."""

    stack: StackReport
    style: Style = PLAIN

    def parts(self) -> Iterator[str]:
        """Heading, blocks, warnings and the last lines."""
        yield self._heading()
        yield from self.findings()
        yield from (self.style.paint(printable(f"warning: {warning}"), "33") for warning in self.stack.warnings)
        yield self._footer(self._shown())

    def findings(self) -> Iterator[str]:
        """The blocks under their headings."""
        listed = self._listed()
        for title, findings in _sections(listed):
            blocks = list(_blocks(findings))
            hint, show = self._manner(title, listed)
            heading = self.style.paint(f"{title} ({self._count_of(blocks)})", "1;4")
            yield "\n".join([heading + hint, *(line for block in blocks for line in show(block))])

    def ordered(self) -> Iterator[Result]:
        """What the report shows, by section, severity, rule and resource, then what is undetermined."""
        for _, findings in _sections(self._shown()):
            yield from findings
        yield from (one for one in self.stack.results if one.outcome == "undetermined")

    def tally(self) -> Tally:
        """How many things the report says."""
        shown = self._shown()
        found = [one for one in shown if one.outcome != "exempted"]
        advice = [one for one in found if one.kind != "rejection" and not one.stops]
        return Tally(
            rejected=sum(one.kind == "rejection" for one in found),
            mandatory=sum(one.stops and one.kind != "rejection" for one in found),
            advisory=self._count_of(_blocks(advice)),
            exempted=len(shown) - len(found),
        )

    def _shown(self) -> list[Result]:
        """All but what is undetermined, and the remarks whose details the report itself shows."""
        shown = [one for one in self.stack.results if one.outcome != "undetermined"]
        return [one for one in shown if not (one.is_remark and self.stack.whole)]

    def _listed(self) -> list[Result]:
        """What is shown, not only counted."""
        return [one for one in self._shown() if not (self.style.only_new and one.since in ("unchanged", "updated"))]

    def _manner(self, title: str, listed: Sequence[Result]) -> tuple[str, Callable[[Sequence[Result]], Iterator[str]]]:
        """What the heading of a section adds, and how its blocks are shown: in brief where the reader has something
        else to do first."""
        stops = [] if self.style.each else [one for one in listed if one.stops]
        if title == MANDATORY and any(one.kind == "rejection" for one in stops):
            return ", in brief: --each shows what is wrong", self._fixes
        if title == ADVICE and stops:
            return ", in brief: --each shows what is wrong and the fixes", self._advice
        return "", self._block

    # -- in brief ---------------------------------------------------------------------------

    def _advice(self, block: Sequence[Result]) -> Iterator[str]:
        """The demand, and the resources that do not meet it."""
        names = list(dict.fromkeys(one.name for one in block if one.type != STACK_TYPE))
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        return self._demand(block, f" ({', '.join(names[:MOST_NAMED])}{more})" if names else "")

    def _fixes(self, block: Sequence[Result]) -> Iterator[str]:
        """The demand; then the resources that do not meet it, with the fix. A failure of a rule, and an exemption that
        ended, only the full text says."""
        if any(one.outcome == "crashed" or one.exemption is not None for one in block):
            yield from self._block(block)
            return
        yield from self._demand(block)
        same: dict[str, list[Result]] = {}
        for one in block:
            same.setdefault(one.fix, []).append(one)
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

    def _fix_after(self, place: str, finding: Result) -> Iterator[str]:
        """On the line of the place where there is room."""
        fix = list(self._fix([finding], "      "))
        room = self.style.width - len(_bare(place)) - 2
        if len(fix) == 1 and len(_bare(fix[0]).strip()) <= room:
            yield f"{place}  {fix[0].strip()}"
            return
        yield from (place, *fix)

    def _demand(self, block: Sequence[Result], where: str = "") -> Iterator[str]:
        rule = block[0].rule
        first_line, *rest = self._wrapped(printable(f"{rule}: {block[0].summary}{where}"), "  ", "    ")
        yield first_line.replace(rule, self.style.paint(rule, "1"), 1)
        yield from rest

    # -- in full ----------------------------------------------------------------------------

    def _heading(self) -> str:
        return self.style.paint(printable(_title(self.stack)), "2")

    def _block(self, findings: Sequence[Result]) -> Iterator[str]:
        first = findings[0]
        level = "exempted" if first.outcome == "exempted" else first.level
        marks = " (the rule failed)" if first.outcome == "crashed" else ""
        rule = self.style.paint(printable(first.rule), "1")
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

    def _texts(self, groups: Sequence[Sequence[Result]], indent: str) -> Iterator[str]:
        """What is wrong with the same resources; a fix that several texts have, after the last of them."""
        for place, group in enumerate(groups):
            yield from self._said(group[0], indent)
            following = groups[place + 1][0].fix if place + 1 < len(groups) else ""
            if group[0].fix != following:
                yield from self._fix(group, indent)

    def _is_summary(self, block: Sequence[Result]) -> bool:
        """The block says one thing of many resources, though their texts or fixes differ."""
        said_alike = all(one.together and one.exemption is None for one in block)
        return len(block) > 1 and said_alike and not self.style.each

    def _count_of(self, blocks: Iterable[Sequence[Result]]) -> int:
        """How many things are said; a summary is one."""
        return sum(1 if self._is_summary(block) else len(block) for block in blocks)

    def _fix(self, group: Sequence[Result], indent: str) -> Iterator[str]:
        """The code of the fix, which is never wrapped: it is there to be copied."""
        if not group[0].fix:
            return
        lead = "fix" if len({one.fix for one in group}) == 1 else "fix of the first"
        first, *rest = group[0].fix.split("\n")
        yield f"{indent}{self.style.paint(f'{lead}:', '32')} {one_line(first)}"
        yield from (f"{indent}{' ' * len(lead)}  {one_line(line)}" for line in rest)

    def _said(self, finding: Result, indent: str) -> Iterator[str]:
        """What is wrong; then AWS's error on one line, in a narrow terminal two, and with ``each`` all of it."""
        yield from self._wrapped(printable(_text(finding)), indent, indent)
        if finding.kind == "rejection" and finding.outcome == "violated":
            answer = self._wrapped(printable(finding.answer), indent, indent)
            most = len(answer) if self.style.each else 2 if self.style.width < NARROW else 1
            if len(answer) > most:
                answer = [*answer[: most - 1], _cut(answer[most - 1], self.style.width)]
            yield from answer

    def _wrapped(self, line: str, first: str, rest: str) -> list[str]:
        return textwrap.wrap(
            line, self.style.width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
        )

    def _places(self, findings: Sequence[Result], indent: str) -> Iterator[str]:
        """A line for the resources of one type that one line of the program makes; with ``each``, for each."""
        findings = list({one.urn: one for one in findings}.values())
        listed = findings[: self._most(len(findings))]
        lines: dict[object, list[Result]] = {}
        for one in listed:
            place = (_type(one), one.position, one.foreseen, one.since)
            lines.setdefault(one.urn if self.style.each else place, []).append(one)
        yield from (f"{indent}{self._place(line)}" for line in lines.values())
        if len(listed) < len(findings):
            yield f"{indent}and {len(findings) - len(listed)} more; --each lists all"

    def _place(self, findings: Sequence[Result]) -> str:
        """Type, names and position of resources."""
        first = findings[0]
        names = ", ".join(self.style.paint(printable(one.path), "1") for one in findings)
        resource = " ".join(part for part in (printable(_type(first)), names) if part)
        position = printable(first.position)
        marks = ("(foreseen)" if first.foreseen else "", "(new)" if first.since == "new" else "")
        return "  ".join(
            part for part in (resource, self.style.paint(position, "2") if position else "", *marks) if part
        )

    def _footer(self, shown: Sequence[Result]) -> str:
        waiting = [one for one in self.stack.results if one.outcome == "undetermined"]
        lines = [f"{self.style.paint(self._count(shown), '1')} in {self.stack.seconds:.1f} s."]
        if self.stack.fixed:
            lines[:0] = self._wrapped(printable(f"Fixed: {_named(self.stack.fixed)}."), "", "")
        if waiting:
            told = [(one.rule, one.name, one.waiting) for one in waiting]
            undetermined = printable(sentence(told, preview=True))
            lines[:0] = self._wrapped(undetermined, "", "")
        return "\n".join(lines)

    def _count(self, shown: Sequence[Result]) -> str:
        resources = f"{self.stack.resources} resource{'' if self.stack.resources == 1 else 's'}"
        if not shown:
            if not self.stack.resources:
                return "Nothing to check: the program registers no resource"
            return f"No findings: {resources} checked against {self.stack.rules} rules"
        return f"{self.tally()} on {resources}"


class Compared:
    """What stacks, which are added one at a time, say beside an earlier report."""

    def __init__(self) -> None:
        self.since = ""
        self.new = self.still = self.fixed = 0

    def add(self, stack: StackReport) -> None:
        """Count a stack."""
        self.since = stack.since or self.since
        self.new += sum(one.since == "new" for one in stack.results)
        self.still += sum(one.since in ("unchanged", "updated") for one in stack.results)
        self.fixed += len(stack.fixed)

    def __str__(self) -> str:
        return f"Since {one_line(self.since)}: {self.new} new, {self.still} still there, {self.fixed} fixed."


class Total:
    """The counts over several stacks, which are added one at a time."""

    def __init__(self) -> None:
        self.stacks = self.problems = self.resources = 0
        self.tally = Tally(0, 0, 0, 0)
        self.compared = Compared()

    def add(self, section: Section) -> None:
        """Count the stack of a section."""
        stack = section.stack
        self.stacks += 1
        self.problems += bool(stack.problem)
        self.resources += stack.resources
        self.tally = Tally(*map(sum, zip(self.tally, section.tally(), strict=True)))
        self.compared.add(stack)

    def line(self, seconds: float) -> str:
        """The counts in one line."""
        noun = "stack" if self.stacks == 1 else "stacks"
        resources = f"{self.resources} resource{'' if self.resources == 1 else 's'}"
        counts = f"{self.tally} on {resources} in {seconds:.1f} s" if self.problems < self.stacks else ""
        problems = f"{self.problems} not checked" if self.problems else ""
        return f"== {self.stacks} {noun}: {'; '.join(part for part in (counts, problems) if part)}."


def render(report: Report, style: Style = PLAIN) -> Iterator[str]:
    """The report in pieces, ending in a newline: of several stacks, a section for each in their order and one total."""
    total = Total()
    alone = len(report.stacks) == 1 and not report.stacks[0].problem
    for stack in report.stacks:
        section = Section(stack, style)
        total.add(section)
        if not alone:
            yield style.paint(inert(f"== {one_line(stack.target)}"), "1") + "\n\n"
        if stack.problem:
            yield style.paint(inert(f"not checked: {one_line(stack.problem)}"), "1;31") + "\n"
        else:
            yield inert("\n\n".join(section.parts())) + "\n"
        if not alone:
            yield "\n"
    if not alone:
        yield style.paint(total.line(report.seconds), "1") + "\n"
    if total.compared.since:
        hint = " What is still there is not shown: --each lists all." if style.only_new and total.compared.still else ""
        yield style.paint(inert(f"{total.compared}{hint}"), "1") + "\n"
    if report.compliance is not None:
        yield "\n"
        yield from (f"{inert(line)}\n" for line in as_text(report.compliance))


def _sections(findings: Sequence[Result]) -> Iterator[tuple[str, list[Result]]]:
    """What AWS rejects, what stops besides, advice, and what is exempted; each by severity, rule and resource."""
    kinds: dict[str, list[Result]] = {REJECTED: [], MANDATORY: [], ADVICE: [], EXEMPT: []}
    for finding in findings:
        if finding.outcome == "exempted":
            kinds[EXEMPT].append(finding)
        elif finding.kind == "rejection":
            kinds[REJECTED].append(finding)
        else:
            kinds[MANDATORY if finding.stops else ADVICE].append(finding)
    for title, found in kinds.items():
        if found:
            yield title, sorted(found, key=lambda one: (_SEVERITIES.index(one.severity), one.rule, one.sort_key))


def _blocks(findings: Iterable[Result]) -> Iterator[list[Result]]:
    """The findings of each rule and level, in their order."""
    blocks: dict[tuple[str, str], list[Result]] = {}
    for finding in findings:
        blocks.setdefault((finding.rule, finding.level), []).append(finding)
    yield from blocks.values()


def _of_the_same(findings: Iterable[Result]) -> Iterator[list[list[Result]]]:
    """The findings that say the same, beside those that say something else of the same resources."""
    texts: dict[tuple[str, str], list[Result]] = {}
    for finding in findings:
        texts.setdefault((_text(finding), finding.error), []).append(finding)
    resources: dict[tuple[str, ...], list[list[Result]]] = {}
    for group in texts.values():
        resources.setdefault(tuple(dict.fromkeys(one.urn for one in group)), []).append(group)
    yield from resources.values()


def _text(finding: Result) -> str:
    if finding.outcome == "exempted" and finding.exemption is not None:
        return f"{finding.exemption.description} ({finding.exemption.where})"
    return finding.problem


def _type(finding: Result) -> str:
    """The type as programs write it; empty for the stack."""
    return short_type(finding.type) if finding.type != STACK_TYPE else ""


def _title(stack: StackReport) -> str:
    """What was judged: ``orders/dev in eu-south-2``."""
    named = "/".join(part for part in (stack.project, stack.stack) if part) or "program"
    return f"{named} in {stack.region}" if stack.region else f"{named}, region not known"


def _named(gone: Sequence[Gone]) -> str:
    """Findings that are gone, some of them where they are many."""
    names = list(dict.fromkeys(f"{one.rule} on {one.name}" for one in gone))
    more = f"; and {len(names) - MOST_FIXED} more" if len(names) > MOST_FIXED else ""
    return "; ".join(names[:MOST_FIXED]) + more


def _bare(text: str) -> str:
    """Without colours."""
    return re.sub("\033\\[[0-9;]*m", "", text)


def _cut(line: str, width: int) -> str:
    """The line with an ellipsis, at the end of a word."""
    while len(line) > width - 4 and " " in line.strip():
        line = line.rpartition(" ")[0]
    return f"{line} ..."
