"""A comment on a pull request, in Markdown: what is new first, then what stops; the rest is folded.

It is never longer than GitHub takes. No text of a program is markup, a link or a mention in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from typing import Final

from policypack.model.records import record
from policypack.model.texts import clipped
from policypack.reports import compliance
from policypack.reports.markdown_text import as_code, as_code_block, escaped
from policypack.reports.places import Places
from policypack.reports.results import Compliance, Report, Result, StackReport
from policypack.reports.text import Section, Total

MOST_CHARACTERS: Final = 65_536
"""Of a comment on GitHub; a note on GitLab may be longer."""
MARK: Final = "<!-- aws-guardrails -->"
"""The first line, by which a pipeline finds the comment that it wrote before."""
_KEPT_FREE = 2_000
"""Characters for what ends the comment: how much was left out."""
_LONGEST_TEXT, _LONGEST_NAME = 1_000, 300
_MOST_ITEMS = 500
"""Of one part; more would not fit."""


@record(frozen=True)
class _Part:
    """A part of the comment: its title, the first of its items, and how many there are."""

    title: str
    is_folded: bool
    items: list[str] = field(default_factory=list)
    counted: list[int] = field(default_factory=lambda: [0])

    def add(self, item: str) -> None:
        self.counted[0] += 1
        if len(self.items) < _MOST_ITEMS:
            self.items.append(item)


def render(report: Report) -> Iterator[str]:
    """The comment in pieces."""
    total, parts = _read(report)
    left = MOST_CHARACTERS - _KEPT_FREE
    for piece in (f"{MARK}\n## Guardrails: {_verdict(total)}\n\n", *_counts(total, report.seconds)):
        left -= len(piece)
        yield piece
    left_out = 0
    for part in parts:
        told = list(_within(part, left))
        written = sum(map(len, told))
        left -= written
        left_out += part.counted[0] - sum(piece.startswith("- ") for piece in told)
        yield from told
    if report.compliance is not None:
        told = [*_compliance(report.compliance)]
        if sum(map(len, told)) <= left:
            yield from told
        else:
            yield f"The compliance with {escaped(report.compliance.framework)} is too long for a comment.\n\n"
    if left_out:
        yield f"{left_out} more are left out, since a comment takes {MOST_CHARACTERS:,} characters.\n"


def _verdict(total: Total) -> str:
    if total.problems:
        return f"{total.problems} of {total.stacks} not checked" if total.stacks > 1 else "not checked"
    if total.compared.new:
        return f"{total.compared.new} new"
    stops = total.tally.rejected + total.tally.mandatory
    return f"{stops} to fix" if stops else "nothing stops"


def _counts(total: Total, seconds: float) -> Iterator[str]:
    if total.compared.since:
        yield f"**{_text(str(total.compared))}**\n\n"
    yield f"{escaped(total.line(seconds).removeprefix('== '))}\n\n"


def _read(report: Report) -> tuple[Total, Sequence[_Part]]:
    """The counts, and the parts in their order; one pass over the stacks."""
    places = Places()
    several = len(report.stacks) > 1
    total = Total()
    problems = _Part("Not checked", is_folded=False)
    new = _Part("New", is_folded=False)
    rejected = _Part("AWS rejects", is_folded=False)
    mandatory = _Part("Mandatory", is_folded=False)
    advisory = _Part("Advisory", is_folded=True)
    undetermined = _Part("Undetermined", is_folded=True)
    exempted = _Part("Exempted", is_folded=True)
    fixed = _Part("Fixed", is_folded=True)
    for stack in report.stacks:
        total.add(Section(stack))
        if stack.problem:
            problems.add(f"- {_name(stack.target)}: {_text(stack.problem)}\n")
        where = f" in {_name(stack.title)}" if several else ""
        for one in Section(stack).ordered():
            if one.outcome == "undetermined":
                undetermined.add(f"- {_rule(one.rule)} on {_name(one.path)}{where}: {_text(one.problem)}\n")
            elif one.outcome == "exempted":
                exempted.add(f"- {_rule(one.rule)} on {_name(one.path)}{where}: {_reason(one)}\n")
            else:
                part = rejected if one.kind == "rejection" else mandatory if one.stops else advisory
                (new if one.since == "new" else part).add(_finding(stack, one, places, where))
        for gone in stack.fixed:
            fixed.add(f"- {_rule(gone.rule)} on {_name(gone.name)}{where}\n")
    return total, (problems, new, rejected, mandatory, fixed, advisory, undetermined, exempted)


def _within(part: _Part, most: int) -> Iterator[str]:
    """The part's heading, as many of its items as fit, and its end; nothing where none fits."""
    count = part.counted[0]
    title = f"{part.title} ({count})"
    start = f"<details><summary>{title}</summary>\n\n" if part.is_folded else f"### {title}\n\n"
    end = "\n</details>\n\n" if part.is_folded else "\n"
    left = most - len(start) - len(end)
    fitting = list(_fitting(part.items, left))
    if fitting:
        yield from (start, *fitting, end)


def _fitting(items: Iterable[str], most: int) -> Iterator[str]:
    for item in items:
        most -= len(item)
        if most < 0:
            return
        yield item


def _finding(stack: StackReport, result: Result, places: Places, where: str) -> str:
    place = places.of(stack, result)
    line = _name(f"{place.file}:{place.line}") if place.line else ""
    advice = "" if result.stops else f" ({result.severity})"
    marks = " (foreseen)" if result.foreseen else ""
    head = f"- **{_rule(result.rule)}** on {_name(result.path)}{where} {line}".rstrip() + advice + marks
    text = _text(" ".join(part for part in (result.problem, result.answer) if part))
    fix = ""
    if result.fix:
        block = as_code_block(clipped(result.fix, _LONGEST_TEXT)).replace("\n", "\n  ")
        fix = f"\n\n  {block}\n"
    return f"{head}: {text}{fix}\n"


def _reason(result: Result) -> str:
    exemption = result.exemption
    return _text(f"{exemption.description} ({exemption.where})") if exemption is not None else ""


def _name(text: str) -> str:
    return as_code(clipped(text, _LONGEST_NAME)) or "the stack"


def _rule(text: str) -> str:
    return as_code(clipped(text, _LONGEST_NAME))


def _text(text: str) -> str:
    return escaped(clipped(text, _LONGEST_TEXT))


def _compliance(told: Compliance) -> Iterator[str]:
    yield f"<details><summary>{escaped(told.title)}</summary>\n\n"
    if told.unchecked:
        yield f"Not judged in whole: {len(told.unchecked)} of {told.stacks}.\n\n"
    yield "| state | controls | |\n| --- | --- | --- |\n"
    for state, count in compliance.counts(told):
        ids = ", ".join(one.id for one in told.controls if one.state == state)
        yield f"| {state}: {compliance.MEANINGS[state]} | {count} | {ids} |\n"
    yield "\n</details>\n\n"
