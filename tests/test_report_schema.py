"""What ``preview --format json`` prints is what its schema says, and the schema says no more than that."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests import json_schema
from tests.test_commands import project, run

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
EXEMPTED = (
    "stacksMay: {exempt: ['s3-*']}\nexemptions: [{rule: s3-versioning, resource: logs, reason: rebuilt each night}]\n"
)
PROGRAM = """
import pulumi_aws as aws
aws.s3.Bucket("logs", tags={"team": "web"})
aws.rds.Instance("db", engine="postgres", engine_version="15.4", instance_class="db.t3.micro", password="open-sesame")
later = aws.cloudformation.Stack("later", template_url="https://example.com/later.yaml")
aws.sqs.Queue("jobs", name=later.outputs["Name"])
"""


def folder_of(path: Path) -> Path:
    path.mkdir()
    return path


def problems(document: Any) -> list[str]:
    return list(json_schema.problems(document, SCHEMA))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = project(tmp_path_factory.mktemp("shop"), PROGRAM, Pulumi__dev__yaml="config: {aws:region: eu-south-2}\n")
    (folder / "ours.yaml").write_text(EXEMPTED, encoding="utf-8")
    done = run("preview", folder, "--format", "json", "--guardrails", folder / "ours.yaml", "--no-foresight")
    assert done.returncode == 1, done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def test_a_report_is_valid(report: dict[str, Any]) -> None:
    assert problems(report) == []
    assert {one["outcome"] for one in report["findings"]} >= {"violated", "undetermined", "exempted"}
    assert {one["kind"] for one in report["findings"]} == {"rejection", "practice"}


def test_the_schema_describes_each_field(report: dict[str, Any]) -> None:
    (finding, *_) = report["findings"]
    assert list(SCHEMA["$defs"]["report"]["properties"]) == [*report, "compliance"]
    assert list(SCHEMA["$defs"]["finding"]["properties"]) == list(finding)
    assert list(SCHEMA["$defs"]["node"]["properties"]) == list(report["graph"][0])
    for part in ("report", "finding", "node", "exemption", "several", "program", "gone", "compliance", "control"):
        assert {*SCHEMA["$defs"][part]["required"], "compliance"} == {
            *SCHEMA["$defs"][part]["properties"],
            "compliance",
        }


def test_several_programs_have_one_report(tmp_path: Path) -> None:
    """In the order of the call; a program that fails hides no other, and the exit status is that of the worst."""
    targets = []
    for name, program in (("slow", f"import time\ntime.sleep(1){PROGRAM}"), ("broken", "1 / 0"), ("idle", "")):
        targets.append(project(folder_of(tmp_path / name), program, yaml=f"name: {name}\nruntime: python\n"))
    done = run("preview", *targets, "--format", "json", "--stack", "dev", "--config", "aws:region=eu-south-2")
    assert done.returncode == 2
    document = json.loads(done.stdout)
    assert problems(document) == []
    assert [one["target"] for one in document["programs"]] == list(map(str, targets))
    slow, broken, idle = (one["report"] for one in document["programs"])
    assert (slow["project"], slow["stack"], slow["region"]) == ("slow", "dev", "eu-south-2")
    assert "ZeroDivisionError" in broken["error"]
    assert idle["findings"] == []
    assert done.stderr.splitlines()[-1].startswith(f"error: {targets[1]}: ")
    assert run("preview", targets[0], targets[2]).returncode == 1
    alone = json.loads(
        run("preview", targets[0], "--format", "json", "--stack", "dev", "--config", "aws:region=eu-south-2").stdout
    )
    assert {**alone, "seconds": 0} == {**slow, "seconds": 0}


def test_another_document_is_not_valid(report: dict[str, Any]) -> None:
    (finding, *_) = report["findings"]
    assert problems({**report, "findings": [{**finding, "kind": "advice"}]})
    assert problems({key: value for key, value in report.items() if key != "stack"})
    assert problems({**report, "format": 2})


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "no such file or folder"),
        (["examples/hardened", "--timeout", "nan"], "--timeout"),
        (["examples/hardened", "--config", "nothing"], "KEY=VALUE"),
        (["examples/hardened", "--rule", "s3-versionin"], "did you mean s3-versioning?"),
        (["examples/hardened", "--only", "everything"], "'everything' is not one of"),
        ([], "Missing argument 'TARGET...'"),
    ],
)
def test_exit_status_2_is_a_json_error(arguments: list[str], said: str) -> None:
    done = run("preview", *arguments, "--format", "json")
    assert done.returncode == 2
    document = json.loads(done.stdout)
    assert problems(document) == []
    assert said in document["error"]
    assert "error: " in done.stderr
