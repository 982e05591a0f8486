"""``guardrails report`` on what the real engine wrote, with the file and line of each resource."""

from __future__ import annotations

import json
from pathlib import Path

from policypack.reports.event_log import read_event_log
from tests.engine.conftest import NewEngine
from tests.engine.engine import Engine
from tests.engine.test_languages import TYPESCRIPT, typescript

__all__ = ["typescript"]
ROOT = Path(__file__).parents[2]
CONFIG = {"aws:region": "eu-south-2"}
PROGRAM = """import pulumi_aws as aws

aws.s3.Bucket("logs")
aws.rds.Instance("db", engine="postgres", instance_class="db.t3.micro", password="canary-of-a-password")
"""


def told(engine: Engine, program: Path | str, folder: Path) -> tuple[dict[str, str], str]:
    """The position of each resource with findings, and the whole report."""
    log, states = folder / "events.jsonl", folder / "preview.json"
    result = engine.preview(program, pack=ROOT, config=CONFIG)
    log.write_text("".join(f"{json.dumps(one)}\n" for one in result.events), encoding="utf-8")
    printed = engine.run("preview", "--json", "--stack", engine.stack)
    states.write_text(printed.stdout, encoding="utf-8")
    report = read_event_log(log, states)
    assert {(one.rule, one.name) for one in report.results if one.name} == {
        (policy, name) for policy, name in result.found if not name.startswith("program-") and name != "shop-dev"
    }
    return {one.name: one.position for one in report.results if one.name}, repr(report)


def test_a_program_in_python(new_engine: NewEngine, tmp_path: Path) -> None:
    positions, whole = told(new_engine(), PROGRAM, tmp_path)
    assert positions == {"logs": "__main__.py:3", "db": "__main__.py:4"}
    assert "canary-of-a-password" not in whole


def test_a_program_in_typescript(typescript: Engine, tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.mkdir()
    for name, text in TYPESCRIPT.items():
        (program / name).write_text(text, encoding="utf-8")
    positions, _ = told(typescript, program, tmp_path)
    lines = TYPESCRIPT["index.ts"].splitlines()
    for name in ("jobs", "logs", "orders"):
        file, _, line = positions[name].partition(":")
        assert file == "index.ts"
        assert f'"{name}"' in lines[int(line) - 1]
