"""A report on many stacks for people: what is found most, where most is found, and what could not be judged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from policypack.model.records import record
from policypack.model.texts import printable
from policypack.reports.compliance import as_text
from policypack.reports.kinds import KINDS, kind_of
from policypack.reports.results import Report, Result, StackReport
from policypack.reports.text import Compared, Style

MOST_STACKS = 10
"""Stacks that are listed, unless all are asked for."""
_COLOURS = {"crashed": "1;31", "rejected": "1;31", "mandatory": "1;31", "advisory": "33"}
_SAID = ("crashed", "rejected", "mandatory", "advisory")
"""Kinds whose rules are listed; of the others there are totals."""


@record(frozen=True, slots=True)
class _Rule:
    """What one rule found at one level of the list."""

    kind: str
    rule: str
    summary: str


class Summary:
    """Counts over all stacks; each report is looked at once."""

    def __init__(self, report: Report) -> None:
        self.stacks = self.resources = 0
        self.seconds = report.seconds
        self.kinds: Counter[str] = Counter()
        self.by_rule: Counter[_Rule] = Counter()
        self.stacks_of: Counter[_Rule] = Counter()
        self.by_stack: dict[str, Counter[str]] = {}
        self.because: Counter[str] = Counter()
        self.problems: list[StackReport] = []
        self.compared = Compared()
        for stack in report.stacks:
            self._add(stack)

    def _add(self, stack: StackReport) -> None:
        self.stacks += 1
        self.resources += stack.resources
        self.compared.add(stack)
        if stack.problem:
            self.problems.append(stack)
            return
        kinds: Counter[str] = Counter()
        rules: defaultdict[_Rule, list[Result]] = defaultdict(list)
        for one in stack.results:
            kind = kind_of(one)
            kinds[kind] += 1
            rules[_Rule(kind, one.rule, one.summary)].append(one)
            if kind == "undetermined":
                self.because.update(one.because)
        self.kinds.update(kinds)
        for rule, found in rules.items():
            self.by_rule[rule] += len(found)
            self.stacks_of[rule] += 1
        self.by_stack[f"{stack.title}  {stack.target}"] = kinds


def render(report: Report, style: Style) -> Iterator[str]:
    """The whole report in pieces, ending in a newline."""
    between = ""
    for part in _parts(Summary(report), report, style):
        yield f"{between}{part}"
        between = "\n\n"
    yield "\n"


def _parts(summary: Summary, report: Report, style: Style) -> Iterator[str]:
    for kind in KINDS:
        if kind.id in _SAID and summary.kinds[kind.id]:
            yield "\n".join(_rules(summary, kind.id, kind.title, style))
    if style.each:
        yield from (text for stack in report.stacks if (text := "\n".join(_findings(stack, style))))
    elif summary.by_stack:
        yield "\n".join(_stacks(summary, style))
    if summary.because:
        yield "\n".join(_because(summary, style))
    if summary.problems:
        lines = [f"  {printable(one.problem)}" for one in summary.problems]
        yield "\n".join([style.paint(f"Not checked ({len(lines)})", "1;31"), *lines])
    if report.compliance is not None:
        yield "\n".join(as_text(report.compliance))
    total = _total(summary)
    yield style.paint(f"{total}\n{summary.compared}" if summary.compared.since else total, "1")


def _rules(summary: Summary, kind: str, title: str, style: Style) -> Iterator[str]:
    """The rules that found something, those with most findings first."""
    rules = sorted(
        (one for one in summary.by_rule if one.kind == kind), key=lambda one: (-summary.by_rule[one], one.rule)
    )
    yield style.paint(f"{title} ({summary.kinds[kind]:,})", "1;4")
    width = max(len(one.rule) for one in rules)
    for one in rules:
        found, stacks = summary.by_rule[one], summary.stacks_of[one]
        counts = f"{found:>7,} in {stacks:,} stack{'' if stacks == 1 else 's'}"
        yield f"{style.paint(counts, _COLOURS[kind]):<28}  {one.rule:<{width}}  {printable(one.summary)}"


def _stacks(summary: Summary, style: Style) -> Iterator[str]:
    """The stacks with most that stops."""

    def weight(name: str) -> tuple[int, ...]:
        return tuple(-summary.by_stack[name][kind] for kind in _SAID)

    names = sorted(summary.by_stack, key=lambda name: (weight(name), name))
    worst = [name for name in names if any(weight(name))]
    if not worst:
        return
    yield style.paint("Stacks with most findings", "1;4")
    yield f"  {'failed':>8}{'rejected':>10}{'mandatory':>11}{'advisory':>10}  stack"
    for name in worst[:MOST_STACKS]:
        crashed, rejected, mandatory, advisory = (summary.by_stack[name][kind] for kind in _SAID)
        yield f"  {crashed:>8,}{rejected:>10,}{mandatory:>11,}{advisory:>10,}  {printable(name)}"
    if len(worst) > MOST_STACKS:
        yield f"  and {len(worst) - MOST_STACKS:,} more; --each lists every finding"


def _findings(stack: StackReport, style: Style) -> Iterator[str]:
    """Each finding of a stack, on a line."""
    shown = [one for one in stack.results if one.outcome not in ("undetermined", "exempted")]
    if not shown:
        return
    yield style.paint(printable(f"{stack.title}  {stack.target}"), "1;4")
    for one in sorted(shown, key=lambda one: (_SAID.index(kind_of(one)), one.rule, one.urn)):
        level = style.paint(kind_of(one), _COLOURS[kind_of(one)])
        yield f"  {level}  {one.rule}  {printable(one.path)}  {printable(one.problem)}"


def _because(summary: Summary, style: Style) -> Iterator[str]:
    """What undetermined checks wait for."""
    yield style.paint(f"Undetermined ({summary.kinds['undetermined']:,}), until this is known", "1;4")
    for reason, count in summary.because.most_common(MOST_STACKS):
        yield f"  {count:>7,}  {printable(reason)}"
    if len(summary.because) > MOST_STACKS:
        yield f"  and {len(summary.because) - MOST_STACKS:,} more; --format json lists all"


def _total(summary: Summary) -> str:
    counts = [f"{summary.kinds[one.id]:,} {one.counted}" for one in KINDS if summary.kinds[one.id]]
    problems = f"; {len(summary.problems):,} not checked" if summary.problems else ""
    return (
        f"{summary.stacks:,} stack{'' if summary.stacks == 1 else 's'}, {summary.resources:,} resources:"
        f" {', '.join(counts) or 'no findings'}{problems}. {summary.seconds:.1f} s."
    )
