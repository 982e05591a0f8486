"""JUnit XML: a suite for each stack, a case for each finding, and one for each stack that says that it was checked.

A violation is a failure, a rule that failed or a stack that could not be judged an error; what is advice, exempted or
undetermined is skipped, so that a pipeline is red where a preview would fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from policypack.model.texts import one_line
from policypack.reports.agents import inert
from policypack.reports.places import Place, Places
from policypack.reports.results import Report, Result, StackReport

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST = 200
"""Characters of a case's name."""


class _Counts(NamedTuple):
    tests: int
    failures: int
    errors: int
    skipped: int


def render(report: Report) -> Iterator[str]:
    """The document, one suite at a time."""
    counts = [_counts(stack) for stack in report.stacks]
    total = _Counts(*map(sum, zip(*counts, strict=True))) if counts else _Counts(0, 0, 0, 0)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="guardrails"{_attributes(total)} time="{report.seconds:.3f}">\n'
    places = Places()
    for stack in report.stacks:
        yield from _suite(stack, places)
    yield "</testsuites>\n"


def _suite(stack: StackReport, places: Places) -> Iterator[str]:
    heading = f"<testsuite name={_attribute(stack.title)}{_attributes(_counts(stack))}"
    yield f'{heading} time="{stack.seconds:.3f}">\n'
    outcome = "" if not stack.problem else f"<error message={_attribute(stack.problem)}/>"
    yield _case(stack.title, "the stack is checked", outcome, places.of(stack))
    for one in stack.results:
        name = f"{one.rule}: {one.path}" + (f" ({one.at})" if one.at not in ("", "*") else "")
        yield _case(f"{stack.title}.{one.rule}", name, _outcome(one), places.of(stack, one))
    yield "</testsuite>\n"


def _case(class_name: str, name: str, outcome: str, place: Place) -> str:
    where = f" file={_attribute(place.file)}" + (f' line="{place.line}"' if place.line else "")
    clipped = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}..."
    return f"<testcase classname={_attribute(class_name)} name={_attribute(clipped)}{where}>{outcome}</testcase>\n"


def _outcome(result: Result) -> str:
    kind = _kind(result)
    if kind == "skipped":
        return f"<skipped message={_attribute(_reason(result))}/>"
    first, *rest = result.fix.split("\n")
    lines = [_sentence(result), result.urn, *([f"Fix: {first}"] if first else []), *(f"     {one}" for one in rest)]
    text = "\n".join(map(_text, lines))
    return f"<{kind} type={_attribute(result.level)} message={_attribute(_sentence(result))}>{text}</{kind}>"


def _kind(result: Result) -> str:
    if result.stops:
        return "error" if result.outcome == "crashed" else "failure"
    return "skipped"


def _reason(result: Result) -> str:
    if result.outcome == "exempted" and result.exemption is not None:
        return f"exempted: {result.exemption.description} ({result.exemption.where})"
    kind = {"undetermined": "undetermined", "crashed": "the rule failed"}.get(result.outcome, "advisory")
    return f"{kind}: {_sentence(result)}"


def _sentence(result: Result) -> str:
    return " ".join(part for part in (result.problem, result.answer) if part)


def _counts(stack: StackReport) -> _Counts:
    kinds = [_kind(one) for one in stack.results]
    return _Counts(
        len(kinds) + 1, kinds.count("failure"), kinds.count("error") + bool(stack.problem), kinds.count("skipped")
    )


def _attributes(counts: _Counts) -> str:
    return "".join(f' {name}="{count}"' for name, count in counts._asdict().items())


def _attribute(text: str) -> str:
    return quoteattr(inert(_NOT_XML.sub("\ufffd", one_line(text))))


def _text(text: str) -> str:
    return escape(inert(_NOT_XML.sub("\ufffd", one_line(text))))
