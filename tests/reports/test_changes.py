"""What changed between two versions: each kind of change, from each place that has a version."""

from __future__ import annotations

import json
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from policypack.errors import ReportError
from policypack.reports.changes import INDEX, as_markdown, changes, rules_of
from tests.test_commands import run

ROOT = Path(__file__).parents[2]
KEPT = {"summary": "Buckets must be kept", "level": "mandatory", "consequence": "data loss", "applies_to": ["a"]}
OLD: Mapping[str, Mapping[str, Any]] = {
    "kept": KEPT,
    "gone": {**KEPT, "summary": "Queues must be short"},
    "old-name": KEPT,
    "stricter": {**KEPT, "level": "advisory", "schema": {"days": {"default": 7}, "zones": {"default": 2}}},
    "wider": KEPT,
}
NEW: Mapping[str, Mapping[str, Any]] = {
    "kept": KEPT,
    "new-name": {**KEPT, "aliases": ["old-name"], "rated": "low"},
    "stricter": {**KEPT, "schema": {"days": {"default": 14}, "tags": {"default": []}}},
    "wider": {**KEPT, "applies_to": ["a", "b"], "controls": ["S3.1"], "stage": "preview"},
    "young": {**KEPT, "summary": "Keys must rotate"},
}


def test_each_kind_of_change() -> None:
    assert [(one.kind, one.text) for one in changes(OLD, NEW)] == [
        ("added", "young: Keys must rotate (mandatory)"),
        ("removed", "gone: Queues must be short"),
        ("renamed", "new-name: was old-name"),
        ("level", "stricter: level advisory -> mandatory"),
        ("severity", "new-name: severity high -> low"),
        ("stage", "wider: stage stable -> preview"),
        ("types", "wider: types none -> b"),
        ("options", "stricter: options days=7 -> days=14"),
        ("options", "stricter: options none -> tags=[]"),
        ("options", "stricter: options zones=2 -> none"),
        ("controls", "wider: controls none -> S3.1"),
    ]


def test_the_same_version() -> None:
    assert changes(OLD, OLD) == []
    assert as_markdown([]) == "No rule changed.\n"


def test_a_folder_a_wheel_and_a_revision(tmp_path: Path) -> None:
    index = tmp_path / "checkout" / INDEX
    index.parent.mkdir(parents=True)
    index.write_text(json.dumps(OLD))
    with zipfile.ZipFile(tmp_path / "pack.whl", "w") as wheel:
        wheel.writestr(INDEX, json.dumps(OLD))
    git = ["git", "-C", str(tmp_path / "checkout"), "-c", "user.name=a", "-c", "user.email=a@example.com"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "first"], ["tag", "v1"]):
        subprocess.run([*git, *command], check=True)
    index.write_text(json.dumps(NEW))
    checkout = tmp_path / "checkout"
    for version in (str(tmp_path / "pack.whl"), "v1"):
        assert rules_of(version, checkout) == OLD
    for folder in (checkout, checkout / "policypack"):
        assert rules_of(str(folder), checkout) == NEW


@pytest.mark.parametrize("version", ["v99", "--output=x", "nowhere/pack.whl", "."])
def test_what_is_no_version(version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ReportError, match="name a folder, a wheel, or a revision"):
        rules_of(version, tmp_path)


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "policypack/engine").mkdir(parents=True)
    index = json.loads((ROOT / INDEX).read_text())
    removed = index.pop("s3-versioning")
    (tmp_path / INDEX).write_text(json.dumps(index))
    done = run("changes", tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"Added (1):\n- s3-versioning: {removed['summary']} ({removed['level']})\n"
    (change,) = json.loads(run("changes", tmp_path, ROOT, "--format", "json").stdout)
    assert (change["rule"], change["kind"]) == ("s3-versioning", "added")
    assert run("changes", "nowhere").returncode == 2
