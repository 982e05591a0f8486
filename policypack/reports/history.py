"""The history of a fleet: a line for each run, which ``--history FILE`` adds and ``trend FILE`` reads."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from policypack.documents.files import UnreadableError, read_text
from policypack.documents.json_reader import of_json
from policypack.documents.shapes import NUMBER, TEXT, map_of, mistake, object_of
from policypack.errors import ReportError
from policypack.model.records import record
from policypack.model.texts import printable
from policypack.reports.kinds import KINDS, totals_of
from policypack.reports.results import Report

_COUNTS = ("stacks", "not_checked", "resources")
_FOUND = ("rejected", "mandatory", "advisory")
"""The kinds whose rules are compared."""
_MOST_RULES = 10
_LINE = object_of(
    {"time": TEXT, **dict.fromkeys(_COUNTS, NUMBER), "kinds": map_of(NUMBER), "rules": map_of(NUMBER)},
    needed=("time", *_COUNTS, "kinds", "rules"),
)


@record(frozen=True, slots=True)
class Line:
    """One run: when it was (ISO 8601 with the offset), and how many findings of each kind and rule it had."""

    time: str
    stacks: int
    not_checked: int
    resources: int
    kinds: Mapping[str, int]
    rules: Mapping[str, int]


def line_of(report: Report, now: datetime) -> Line:
    """The line on a report."""
    totals = totals_of(report)
    rules: Counter[str] = Counter()
    for (kind, rule), count in totals.rules.items():
        rules[rule] += count if kind in _FOUND else 0
    time = now.isoformat(timespec="seconds")
    return Line(time, totals.stacks, totals.not_checked, totals.resources, totals.kinds, +rules)


def append(file: Path, line: Line) -> None:
    """Adds a line. One write does it, so that runs side by side do not mix theirs. Raises ReportError."""
    told = {
        "time": line.time,
        **{name: getattr(line, name) for name in _COUNTS},
        "kinds": {kind.id: line.kinds.get(kind.id, 0) for kind in KINDS},
        "rules": dict(sorted(line.rules.items())),
    }
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            os.write(descriptor, f"{json.dumps(told)}\n".encode())
        finally:
            os.close(descriptor)
    except OSError as error:
        raise ReportError(f"--history {file}: cannot be written ({type(error).__name__}).") from error


def read_history(file: Path) -> list[Line]:
    """The lines of a file, in its order. Raises ReportError, which names file and line."""
    try:
        texts = read_text(file).splitlines()
    except UnreadableError as error:
        raise ReportError(f"{file}: {error.problem}.") from error
    return [_read(text, f"{file}:{number}") for number, text in enumerate(texts, 1) if text.strip()]


def trend(lines: Sequence[Line]) -> Iterator[str]:
    """Line by line, for people: each run beside the one before, and the rules that changed most over all runs."""
    if not lines:
        yield "No run is recorded."
        return
    heads = ("stacks", "resources", *_FOUND, "undetermined")
    yield f"{'time':<26}" + "".join(f"{head:>14}" for head in heads) + "  not checked"
    before: Line | None = None
    for line in lines:
        values = [line.stacks, line.resources, *(line.kinds.get(kind, 0) for kind in heads[2:])]
        earlier = [0] * len(values)
        if before is not None:
            earlier = [before.stacks, before.resources, *(before.kinds.get(kind, 0) for kind in heads[2:])]
        shown = (_with_change(value, value - old if before else 0) for value, old in zip(values, earlier, strict=True))
        yield f"{printable(line.time, 26):<26}" + "".join(f"{one:>14}" for one in shown) + f"  {line.not_checked:,}"
        before = line
    yield from _rules(lines[0], lines[-1])


def _rules(first: Line, last: Line) -> Iterator[str]:
    changes = {rule: last.rules.get(rule, 0) - first.rules.get(rule, 0) for rule in {*first.rules, *last.rules}}
    changed = sorted((rule for rule, by in changes.items() if by), key=lambda rule: (-abs(changes[rule]), rule))
    if not changed:
        return
    yield ""
    yield "Rules that changed most, from the first run to the last:"
    for rule in changed[:_MOST_RULES]:
        yield f"  {changes[rule]:>+7,}  {printable(rule)}: {first.rules.get(rule, 0):,} -> {last.rules.get(rule, 0):,}"
    if len(changed) > _MOST_RULES:
        yield f"  and {len(changed) - _MOST_RULES:,} more"


def _with_change(value: int, change: int) -> str:
    return f"{value:,} ({change:+,})" if change else f"{value:,}"


def _read(text: str, place: str) -> Line:
    try:
        told = of_json(text)
    except UnreadableError as error:
        raise ReportError(f"{place}: {error.problem}.") from error
    if wrong := mistake(told, _LINE):
        raise ReportError(f"{place}: {wrong}; give what --history wrote.")
    return Line(
        time=told["time"],
        **{name: int(told[name]) for name in _COUNTS},
        kinds={name: int(count or 0) for name, count in told["kinds"].items()},
        rules={name: int(count or 0) for name, count in told["rules"].items()},
    )
