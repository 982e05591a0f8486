"""A control passes only where its resources were there and each was judged and found fine."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from policypack.engine.index import listed_rules
from policypack.errors import ConfigurationError
from policypack.reports import as_json, text
from policypack.reports.compliance import MEANINGS, compliance, with_compliance
from policypack.reports.markdown import render
from policypack.reports.results import Compliance, Control, Node, Report, StackReport
from tests.reports.samples import EXEMPTED, URN, result
from tests.test_report_schema import problems

BUCKET = "aws:s3/bucket:Bucket"
VERSIONING = "S3.14"
"""The control that s3-versioning answers."""


def stack(*found: Any, names: tuple[str, ...] = ("a", "b"), **fields: Any) -> StackReport:
    graph = tuple(Node(f"{URN}{name}", BUCKET, name, "", ()) for name in names)
    return StackReport("shop", project="shop", stack="prod", results=found, graph=graph, **fields)


def control(*stacks: StackReport, id_: str = VERSIONING) -> Control:
    return next(one for one in of(*stacks).controls if one.id == id_)


def of(*stacks: StackReport, framework: str = "fsbp") -> Compliance:
    return compliance(stacks, framework, listed_rules())


@pytest.mark.parametrize(
    ("told", "state", "passed"),
    [
        (stack(), "passed", 2),
        (stack(names=()), "nothing to check", 0),
        (stack(result("a")), "failed", 1),
        (stack(result("a", outcome="undetermined")), "undetermined", 1),
        (stack(result("a", outcome="crashed")), "undetermined", 1),
        (stack(result("a", outcome="exempted", exemption=EXEMPTED)), "exempted", 1),
        (stack(result("a"), result("b", outcome="undetermined")), "failed", 0),
        (stack(disabled=("s3-versioning",)), "not checked", 2),
        (stack(whole=False), "not checked", 2),
        (stack(result("a"), whole=False), "failed", 1),
        (StackReport("broken", problem="broken/Pulumi.yaml is missing."), "not checked", 0),
    ],
)
def test_the_state_of_a_control(told: StackReport, state: str, passed: int) -> None:
    found = control(told)
    assert "s3-versioning" in found.rules
    assert (found.state, found.passed) == (state, passed)


def test_of_several_stacks_each_counts() -> None:
    found = control(stack(), replace(stack(result("a")), stack="dev"))
    assert (found.state, found.passed, found.failed) == ("failed", 3, ("shop/dev: a",))


def test_what_no_rule_answers_is_said() -> None:
    told = of(stack())
    assert {one.state for one in told.controls if not one.rules} == {"not covered", "undecidable"}
    assert all(one.why for one in told.controls if one.state == "undecidable")


def test_a_requirement_has_the_worst_state_of_its_controls() -> None:
    told = of(stack(result("a")), framework="nist-800-53-r5")
    states = {one.id: one.state for one in told.controls}
    order = list(MEANINGS)
    assert told.requirements
    for state, controls in told.requirements.values():
        assert state == min((states[one] for one in controls), key=order.index)


def test_each_format_that_shows_it() -> None:
    report = with_compliance(Report((stack(result("a")),)), "fsbp")
    document = json.loads("".join(as_json.render(report)))
    assert problems(document) == []
    assert document["compliance"]["counts"]["failed"] >= 1
    shown = "".join(text.render(report))
    assert f"  {VERSIONING:<20} shop/prod: a; passed on 1" in shown
    assert "| failed: a resource does not meet it |" in "".join(render(report))


def test_another_framework_is_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"--framework sox: choose among fsbp, "):
        of(stack(), framework="sox")
