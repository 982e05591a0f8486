"""Reports are read back as they were written, also what the engine tells of a preview; a damaged file is one line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from policypack.errors import ReportError
from policypack.reports import as_json
from policypack.reports.event_log import read_event_log
from policypack.reports.reading import read_report
from policypack.reports.results import Report, StackReport
from policypack.reports.since import Earlier, compared, read_earlier
from tests.hostile import TEXT
from tests.reports.samples import URN, every_kind, result, small
from tests.test_commands import run

STACK = small().stacks[0]


def written(report: Report, file: Path) -> Path:
    file.write_text("".join(as_json.render(report)), encoding="utf-8")
    return file


def test_a_report_is_read_back_as_it_was(tmp_path: Path) -> None:
    earlier = compared(small(), Earlier("main.json", {}))
    for report in (small(), Report((STACK,)), earlier, Report((replace(STACK, project=TEXT, warnings=(TEXT,)),))):
        back = read_report(written(report, tmp_path / "report.json"))
        told = [replace(one, target=other.target) for one, other in zip(report.stacks, back, strict=True)]
        encoded = json.dumps([as_json.document_of(one) for one in told]).replace("\\ud800", "\\ufffd")
        assert [as_json.document_of(one) for one in back] == json.loads(encoded)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("findings", None, "findings is missing"),
        ("findings", [1], "findings[0] must be an object"),
        ("graph", [{}], "graph[0].urn is missing"),
        ("seconds", "soon", "seconds must be a number"),
        ("format", 2, "is no JSON report of format 1"),
        ("outcome", "fine", "findings[0].outcome must be one of violated, undetermined, crashed, exempted"),
        ("severity", "severe", "findings[0].severity must be one of low, medium, high, critical"),
        ("exemption", {"rule": "a"}, "findings[0].exemption.resource is missing"),
        ("fingerprint", None, "findings[0].fingerprint is missing"),
    ],
)
def test_a_damaged_report_is_named_with_its_key(key: str, value: Any, said: str, tmp_path: Path) -> None:
    document = as_json.document_of(STACK)
    (document if key in document else document["findings"][0])[key] = value
    file = tmp_path / "report.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(ReportError) as failed:
        read_report(file)
    assert str(failed.value).startswith(f"{file}: ")
    assert said in str(failed.value)


# -- what changed ---------------------------------------------------------------------------


def states(before: StackReport, after: StackReport, folder: Path) -> tuple[dict[str, str], list[str]]:
    told = compared(Report((after,)), read_earlier(written(Report((before,)), folder / "before.json"))).stacks[0]
    return {one.name: one.since for one in told.results}, [one.name for one in told.fixed]


def stack(*found: Any) -> StackReport:
    return replace(STACK, results=found)


def test_new_unchanged_updated_and_fixed(tmp_path: Path) -> None:
    before = stack(result("a"), result("b"), result("c"), result("d"))
    after = stack(result("a"), result("b", fingerprint="0" * 32), result("e"), result("d", outcome="undetermined"))
    assert states(before, after, tmp_path) == (
        {"a": "unchanged", "b": "updated", "e": "new", "d": ""},
        ["c"],
    ), "what a preview cannot decide is not fixed"


def test_another_element_of_a_list_is_new_and_one_that_moved_is_not(tmp_path: Path) -> None:
    open_ports = [result("web", at=f"ingress[{at}]", fingerprint=f"{at}" * 32) for at in range(3)]
    moved = [replace(one, at=f"ingress[{at + 1}]") for at, one in enumerate(open_ports[:2])]
    told = compared(
        Report((stack(*moved, open_ports[2]),)),
        read_earlier(written(Report((stack(*open_ports[:2]),)), tmp_path / "before.json")),
    ).stacks[0]
    assert [one.since for one in told.results] == ["unchanged", "unchanged", "new"]


def test_another_stack_is_not_compared(tmp_path: Path) -> None:
    dev = replace(
        STACK, stack="dev", results=tuple(replace(one, urn=one.urn.replace("prod", "dev")) for one in every_kind())
    )
    found, fixed = states(STACK, dev, tmp_path)
    assert (set(found.values()), fixed) == ({"new", ""}, [])


def test_rules_that_the_call_does_not_ask_are_not_fixed(tmp_path: Path) -> None:
    earlier = read_earlier(written(Report((STACK,)), tmp_path / "before.json"), asked=frozenset({"required-tags"}))
    assert {one.rule for one in compared(Report((stack(),)), earlier).stacks[0].fixed} == {"required-tags"}


# -- the engine -----------------------------------------------------------------------------


def event(name: str, message: str, policy: str = "s3-versioning", pack: str = "aws-guardrails") -> dict[str, Any]:
    return {
        "policyEvent": {
            "resourceUrn": f"{URN}{name}",
            "message": f"<{{%reset%}}>Summary\n{message}\n",
            "policyName": policy,
            "policyPackName": pack,
            "enforcementLevel": "mandatory",
            "severity": "high",
        }
    }


def log(folder: Path, *events: Any) -> Path:
    file = folder / "events.jsonl"
    file.write_text("".join(f"{json.dumps(one)}\n" for one in events), encoding="utf-8")
    return file


def preview(folder: Path, name: str, **state: Any) -> Path:
    file = folder / "preview.json"
    step = {
        "op": "create",
        "urn": f"{URN}{name}",
        "newState": {"urn": f"{URN}{name}", "type": "aws:s3/bucket:Bucket", **state},
    }
    file.write_text(json.dumps({"steps": [step]}), encoding="utf-8")
    return file


def test_the_findings_of_an_event_log(tmp_path: Path) -> None:
    rejected = "It is wrong. S3 rejects this: InvalidBucketName: no.\nFix: bucket=...\n     versioning=..."
    told = read_event_log(
        log(
            tmp_path,
            {"preludeEvent": {"config": {"aws:region": "eu-south-2"}}},
            event("a", "No versioning.\nFix: one()"),
            event("a", "No versioning.\nFix: one()"),
            event("a", "Nothing else."),
            event("b", rejected, "s3-bucket-policy-valid"),
            event("b", "foreign", "other", "their-pack"),
        ),
        preview(tmp_path, "a", sourcePosition="project:///index.ts#3,12"),
        "shop",
    )
    assert (told.project, told.stack, told.region, told.folder, told.whole) == (
        "shop",
        "prod",
        "eu-south-2",
        "shop",
        False,
    )
    first, second, third = told.results
    assert (first.problem, first.fix, first.position, first.summary) == (
        "No versioning.",
        "one()",
        "index.ts:3",
        "Summary",
    )
    assert (third.kind, third.service, third.error) == ("rejection", "S3", "InvalidBucketName: no")
    assert third.fix == "bucket=...\nversioning=..."
    assert len({one.fingerprint for one in told.results}) == 3
    assert second.at == "*"
    assert "Findings of other policy packs are left out: 1 of their-pack." in told.warnings


@pytest.mark.parametrize(
    ("state", "position"),
    [
        ({"sourcePosition": "project:///__main__.py#2"}, "__main__.py:2"),
        ({"sourcePosition": "project:///../../pulumi-yaml/run.go#7"}, ""),
        (
            {
                "sourcePosition": "project:///node_modules/@acme/vpc/index.js#9,1",
                "stackTrace": [{"sourcePosition": "project:///network.ts#4,2"}],
            },
            "network.ts:4",
        ),
        ({"sourcePosition": "file:///etc/passwd#1"}, ""),
        ({}, ""),
    ],
)
def test_the_line_is_one_of_the_programs_own(state: dict[str, Any], position: str, tmp_path: Path) -> None:
    told = read_event_log(log(tmp_path, event("a", "No versioning.")), preview(tmp_path, "a", **state))
    assert told.results[0].position == position


@pytest.mark.parametrize(
    "line", ["{", "[1]", '{"policyEvent": {"message": 1}}', '{"policyEvent": {}}', "\ufeff", '"a"']
)
def test_a_damaged_event_log_is_one_line(line: str, tmp_path: Path) -> None:
    file = tmp_path / "events.jsonl"
    file.write_text(f"{line}\n", encoding="utf-8")
    try:
        assert read_event_log(file).results == ()
    except ReportError as error:
        assert "\n" not in str(error)  # noqa: PT017
        assert str(error).startswith(str(file))  # noqa: PT017


def test_a_baseline_of_an_event_log_covers_the_findings_of_a_preview(tmp_path: Path) -> None:
    """It knows no property, so it covers each of the rule on the resource."""
    engine = Report((read_event_log(log(tmp_path, event("plain", "No versioning."))),))
    report = written(engine, tmp_path / "engine.json")
    told = compared(Report((STACK,)), read_earlier(report)).stacks[0]
    assert {one.name: one.since for one in told.results if one.outcome == "violated"} == {
        "plain": "unchanged",
        "advised": "new",
        "Wrong_Name": "new",
    }
    back = compared(engine, read_earlier(written(Report((STACK,)), tmp_path / "offline.json"))).stacks[0]
    assert [one.since for one in back.results] == ["unchanged"]
    recorded = tmp_path / "baseline.json"
    assert run("baseline", "--from", report, "--out", recorded).returncode == 0
    assert json.loads(recorded.read_text(encoding="utf-8"))["findings"] == [
        {"rule": "s3-versioning", "resource": f"{URN}plain", "property": "*"}
    ]


def test_the_command_shows_reports_together(tmp_path: Path) -> None:
    one = written(Report((STACK,)), tmp_path / "one.json")
    done = run("report", one, written(small(), tmp_path / "two.json"), "--fail-on", "never")
    assert done.returncode == 2, "a stack was not checked"
    assert done.stdout.splitlines()[-1].startswith("== 3 stacks: ")
    assert run("report", one, "--fail-on", "never").returncode == 0
    assert run("report", one).returncode == 1
    nothing_new = run("report", one, "--since", one, "--fail-on", "new")
    assert nothing_new.returncode == 0
    assert run("report", one, "--fail-on", "new").returncode == 2
    assert "name a JSON report" in run("report").stderr


def test_where_only_new_findings_fail_only_they_are_shown(tmp_path: Path) -> None:
    before = Report((replace(STACK, results=STACK.results[:1]),))
    old, young = STACK.results[0], STACK.results[1]
    earlier, now = written(before, tmp_path / "before.json"), written(Report((STACK,)), tmp_path / "now.json")
    shown = run("report", now, "--since", earlier, "--fail-on", "new").stdout
    assert f"  {young.rule}" in shown
    assert old.problem not in shown
    assert "1 still there" in shown
    assert "What is still there is not shown: --each lists all." in shown
    for options in (["--fail-on", "new", "--each"], ["--fail-on", "mandatory"]):
        whole = run("report", now, "--since", earlier, *options).stdout
        assert old.problem in " ".join(whole.split())
        assert "not shown" not in whole
