"""The law of texts: whatever a program names its things, replies are encodable and no report has a forged line."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pulumi.runtime.proto import analyzer_pb2

from policypack.engine.examples import examples_of
from policypack.engine.exemptions.exemption import Exemption
from policypack.engine.findings import Finding, Outcome, until_known
from policypack.engine.pack import Pack, read_pack
from policypack.engine.registry import all_rules
from policypack.engine.settings import default_settings
from policypack.fix import note
from policypack.laws.asking import asked_after, findings
from policypack.laws.reading import properties_of
from policypack.model.facts import Reason
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.texts import encodable, one_line
from policypack.reports import as_json, text
from policypack.reports.results import report_of
from policypack.reports.run import Run
from policypack.rule import AnyRule, Bad
from policypack.wire.replies import analyze_response
from tests.examples import run_example
from tests.hostile import TEXT, acting
from tests.reports.samples import text_of

RULES = all_rules()
VALUES = (TEXT, [TEXT], {"status": TEXT, TEXT: TEXT}, json.dumps({TEXT: [TEXT]}), json.dumps([{"Sid": TEXT}]))
"""Forms of the text: an argument gets the first, and one of the others by turns."""
_MOST_PLACES = 60
"""Arguments of an example that get them."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(Path(__file__).parents[1], default_settings(RULES))


def run_of(found: list[Finding], stack: Stack) -> Run:
    positions = {one.urn: f"{TEXT}.py:1" for one in stack.resources}
    return Run(tuple(found), stack, rule_count=1, seconds=0, positions=positions, warnings=(TEXT,))


MOST_BYTES = 2000
"""Of a message."""


def texts_of(response: analyzer_pb2.AnalyzeResponse) -> Iterator[str]:
    for one in response.diagnostics:
        assert len(one.message.encode()) <= MOST_BYTES
        summary, *lines = one.message.split("\n")
        assert summary == one.description
        assert [line.startswith(("Fix: ", "     ")) for line in lines] == [False, *([True] * (len(lines) - 1))]
        yield from (one.message, one.description)
    for skipped in response.not_applicable:
        assert "\n" not in skipped.reason
        assert len(skipped.reason.encode()) <= MOST_BYTES
        yield skipped.reason


def assert_nothing_acts(found: list[Finding], stack: Stack, pack: Pack) -> None:
    response = analyze_response(pack, found)
    assert response.FromString(response.SerializeToString()) == response
    assert [acting(one) for one in texts_of(response) if acting(one)] == []
    run = run_of(found, stack)
    assert acting(text_of(run, text.Style())) == []
    document = as_json.render_stack(report_of(run))
    assert document.isascii()
    assert "\x7f" not in document
    assert json.loads(document)["warnings"] == [TEXT]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_value_and_no_name_acts(rule: AnyRule, pack: Pack) -> None:
    for example in examples_of(rule):
        stack, deployment = run_example(example)
        named = Stack(dataclasses.replace(one, name=TEXT) for one in stack.resources)
        assert_nothing_acts(findings(rule, named, deployment), named, pack)
    bad = next(example for example in examples_of(rule) if isinstance(example, Bad))
    stack, deployment = run_example(bad)
    read = properties_of(rule, stack)
    found: list[Finding] = []
    places = [(resource, key) for resource in stack.resources for key in sorted(read.get(resource.type, ()))]
    for number, (resource, key) in enumerate(places[:: 1 + len(places) // _MOST_PLACES]):
        for value in (TEXT, VALUES[1 + number % (len(VALUES) - 1)]):
            changed = dataclasses.replace(resource, inputs={**resource.inputs, key: value})
            found += findings(rule, asked_after(changed, rule, stack), deployment)
    assert_nothing_acts(found, stack, pack)


def finding_of(text: str, outcome: Outcome) -> Finding:
    """A finding of which every part is the text."""
    exemption = Exemption("a-rule", text, text, "stack", text, text, date(2030, 1, 1))
    return Finding(
        rule="a-rule",
        outcome=outcome,
        level="mandatory",
        severity="low",
        summary="A summary",
        urn=f"urn:pulumi:dev::shop::a:b:C::{text}",
        resource_type=text,
        resource_name=text,
        at=text,
        problem=text,
        fix=note(text),
        because=(Reason(text, text), *(Reason(f"property{number}", text) for number in range(20))),
        exemption=exemption if outcome in (Outcome.EXEMPTED, Outcome.VIOLATED) else None,
    )


@pytest.mark.parametrize("outcome", Outcome)
def test_no_part_of_a_finding_acts(outcome: Outcome, pack: Pack) -> None:
    assert_nothing_acts([finding_of(TEXT, outcome)], Stack(()), pack)


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("text_", ["x" * 50_000, "é 名 " * 5_000, TEXT * 200])
def test_no_part_of_a_finding_is_longer_than_anybody_reads(outcome: Outcome, text_: str, pack: Pack) -> None:
    found = finding_of(text_, outcome)
    stack = Stack([Resource(found.urn, "a:b:C", text_)])
    response = analyze_response(pack, [found])
    assert [acting(one) for one in texts_of(response) if acting(one)] == []
    run = dataclasses.replace(run_of([found], stack), warnings=(text_,), project=text_)
    for style in (text.Style(), text.Style(each=True, columns=60)):
        shown = text_of(run, style)
        assert len(shown.encode()) < 10 * MOST_BYTES
        assert acting(shown) == []
    told = json.loads(as_json.render_stack(report_of(run)))
    (told_of,) = told["findings"]
    exempted = (told_of["exemption"] or {}).get("reason", "")
    for one in (told_of["problem"], told_of["fix"], exempted, *told_of["because"], *told["warnings"]):
        assert len(one.encode(errors="replace")) <= MOST_BYTES


def test_of_many_reasons_some_are_named() -> None:
    because = tuple(Reason(f"property{number}", "it") for number in range(20))
    assert until_known(because, "it").endswith("property3, property4 and 15 more.")
    assert until_known(because[:5], "it").endswith("property3, property4.")


@given(st.text())
def test_one_line_is_one_line_and_the_same_twice(of: str) -> None:
    line = one_line(of)
    assert len(line.splitlines()) <= 1
    assert acting(line) == []
    assert one_line(line) == line
    line.encode()


@given(st.recursive(st.text() | st.none(), lambda one: st.lists(one) | st.dictionaries(st.text(), one)))
def test_what_is_encodable_stays_as_it_is(tree: object) -> None:
    assert json.dumps(encodable(tree), ensure_ascii=False).encode()
    assert encodable(encodable(tree)) == encodable(tree)


@pytest.mark.parametrize("of", ["", "orders", "ünïcödé-名前 ⚙️ 👩‍👩‍👧", "a  b", 'say "x"', r"C:\new"])
def test_names_of_all_languages_stay_as_they_are(of: str) -> None:
    assert one_line(of) == of
