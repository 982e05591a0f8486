"""The baseline: what is recorded is let through, what is new is not, and what is gone is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from policypack.engine.exemptions.baseline import read_baseline, render_baseline, violations
from policypack.engine.findings import Finding, Outcome
from policypack.errors import ConfigurationError
from policypack.model.resources import Resource
from policypack.model.values import UNKNOWN, Secret
from policypack.testing import resource
from tests.judging.test_configuration import RULES
from tests.judging.test_exemptions import DATABASE, GP2, bucket, findings, of

IDS = [rule.id for rule in RULES]
TEXT = "baseline: baseline.json\n"


def record(tmp_path: Path, *resources: Resource, name: str = "baseline.json") -> str:
    text = render_baseline(violations(findings(tmp_path, *resources, text=""), IDS))
    (tmp_path / name).write_text(text, encoding="utf-8")
    return text


def stopping(found: list[Finding]) -> set[tuple[str, str]]:
    return {(one.rule, one.resource_name) for one in found if one.stops}


def test_recorded_findings_are_let_through_and_new_ones_are_not(tmp_path: Path) -> None:
    record(tmp_path, bucket())
    assert stopping(findings(tmp_path, bucket(), text="")) != set()
    found = findings(tmp_path, bucket(), text=TEXT)
    assert stopping(found) == set()
    exempted = of("s3-versioning", found)[0]
    assert exempted.outcome is Outcome.EXEMPTED
    assert exempted.exemption is not None
    assert exempted.exemption.description == "baseline"
    (line,) = of("exempted-findings", found)
    assert "recorded in the baseline" in line.problem
    more = stopping(findings(tmp_path, bucket(), bucket("assets"), text=TEXT))
    assert {name for _, name in more} == {"assets"}


def test_a_second_fault_of_the_same_resource_is_new(tmp_path: Path) -> None:
    fine = {**GP2, "storageType": "gp3"}
    record(tmp_path, resource(DATABASE, "orders", fine))
    assert stopping(findings(tmp_path, resource(DATABASE, "orders", GP2), text=TEXT)) == {("rds-storage-gp3", "orders")}


def test_the_file_has_no_values_and_is_the_same_each_time(tmp_path: Path) -> None:
    database = resource(DATABASE, "orders", {**GP2, "password": Secret("hunter2"), "username": "s3cr3t-name"})
    text = record(tmp_path, database, bucket())
    assert text == record(tmp_path, bucket(), database)
    assert "hunter2" not in text
    assert "s3cr3t-name" not in text
    assert "gp2" not in text
    assert {tuple(sorted(one)) for one in json.loads(text)["findings"]} == {("property", "resource", "rule")}
    assert {one["rule"] for one in json.loads(text)["findings"]} <= set(IDS)
    assert read_baseline(tmp_path / "baseline.json").entries


def test_nothing_found_is_an_empty_baseline(tmp_path: Path) -> None:
    assert json.loads(record(tmp_path)) == {"format": 1, "findings": []}
    assert findings(tmp_path, text=TEXT) == findings(tmp_path, text="")


def test_what_is_gone_is_said(tmp_path: Path) -> None:
    total = len(json.loads(record(tmp_path, bucket(), bucket("assets")))["findings"])
    left = len([one for one in findings(tmp_path, bucket(), text=TEXT) if one.outcome is Outcome.EXEMPTED])
    (remark,) = of("guardrails", findings(tmp_path, bucket(), text=TEXT))
    assert remark.level == "advisory"
    assert f"{total - left} of the {total} findings" in remark.problem
    assert "s3-versioning on assets" in remark.problem
    assert of("guardrails", findings(tmp_path, bucket(), bucket("assets"), text=TEXT)) == []


def test_what_may_still_be_there_is_not_gone(tmp_path: Path) -> None:
    record(tmp_path, resource(DATABASE, "orders", GP2))
    unknown = resource(DATABASE, "orders", {**GP2, "storageType": UNKNOWN})
    assert not any("rds-storage-gp3" in one.problem for one in of("guardrails", findings(tmp_path, unknown, text=TEXT)))
    mended = resource(DATABASE, "orders", {**GP2, "storageType": "gp3"})
    (remark,) = of("guardrails", findings(tmp_path, mended, text=TEXT))
    assert "rds-storage-gp3 on orders" in remark.problem


def test_other_stacks_findings_are_not_missed(tmp_path: Path) -> None:
    told = {"rule": "s3-versioning", "resource": f"urn:pulumi:prod::test::{bucket().type}::logs", "property": "x"}
    (tmp_path / "baseline.json").write_text(json.dumps({"format": 1, "findings": [told]}), encoding="utf-8")
    assert of("guardrails", findings(tmp_path, bucket(), text=TEXT)) == []


def test_a_file_for_each_stack(tmp_path: Path) -> None:
    text = "baseline: '{project}.{stack}.json'\n"
    assert stopping(findings(tmp_path, bucket(), text=text)) != set()
    record(tmp_path, bucket(), name="test.dev.json")
    assert stopping(findings(tmp_path, bucket(), text=text)) == set()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"findings": []}',
        {"format": 2, "findings": []},
        {"format": 1, "findings": {}},
        {"format": 1, "findings": ["s3-versioning"]},
        {"format": 1, "findings": [{"rule": "a", "resource": "b"}]},
        {"format": 1, "findings": [{"rule": "a", "resource": "b", "property": 1}]},
        "[" * 100_000,
    ],
)
def test_a_damaged_file_is_refused(tmp_path: Path, content: Any) -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    (tmp_path / "baseline.json").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"guardrails\.yaml:1: baseline: .*baseline\.json"):
        findings(tmp_path, bucket(), text=TEXT)
