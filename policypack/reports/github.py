"""Annotations of GitHub Actions: workflow commands on standard output, the gravest findings first.

GitHub shows ten errors, ten warnings and ten notices of a step; the last line says how many are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from policypack.model.texts import one_line
from policypack.reports.agents import inert
from policypack.reports.places import Place, Places
from policypack.reports.results import Report, Result, StackReport

MOST = 10
"""Annotations of each level that GitHub shows of one step."""
_LEVELS = ("error", "warning", "notice")


def render(report: Report) -> Iterator[str]:
    """A line for each annotation, then what is left out."""
    places = Places()
    found: Counter[str] = Counter()
    shown: dict[str, list[str]] = {level: [] for level in _LEVELS}
    for new in (True, False):
        for stack in report.stacks:
            for level, line in _annotations(stack, places, new=new):
                found[level] += 1
                if len(shown[level]) < MOST:
                    shown[level].append(line)
    for level in _LEVELS:
        yield from shown[level]
    counts = ", ".join(f"{found[level]} {level}{'' if found[level] == 1 else 's'}" for level in _LEVELS)
    left_out = sum(found.values()) - sum(map(len, shown.values()))
    more = f"; {left_out} are not annotated, since GitHub shows {MOST} of each level" if left_out else ""
    yield f"Guardrails: {counts}{more}.\n"


def _annotations(stack: StackReport, places: Places, *, new: bool) -> Iterator[tuple[str, str]]:
    """Those of new findings, or of the others."""
    if stack.problem and new:
        text = one_line(f"{stack.target} was not checked: {stack.problem}")
        yield "error", _command("error", places.of(stack), "guardrails", text)
    for one in stack.results:
        level = _level(one)
        if level and (one.since == "new") is new:
            title = f"{one.rule}: {one.path}"
            yield level, _command(level, places.of(stack, one), title, _message(one))


def _level(result: Result) -> str:
    """Empty for what needs no annotation."""
    if result.outcome not in ("violated", "crashed") or result.is_remark:
        return ""
    if result.stops:
        return "error"
    return "notice" if result.severity == "low" else "warning"


def _message(result: Result) -> str:
    sentence = one_line(" ".join(part for part in (result.problem, result.answer) if part))
    fix = f"Fix: {result.fix}" if result.fix else ""
    return "\n".join([sentence, *map(one_line, fix.split("\n"))]).rstrip("\n")


def _command(level: str, place: Place, title: str, message: str) -> str:
    where = [f"file={_property(place.file)}"] if place.is_inside else []
    where += [f"line={place.line}"] if place.is_inside and place.line else []
    return f"::{level} {','.join([*where, f'title={_property(title)}'])}::{_data(message)}\n"


def _data(text: str) -> str:
    """As the runner reads the text of a command."""
    return inert(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(one_line(text)).replace(":", "%3A").replace(",", "%2C")
