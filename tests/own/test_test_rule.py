"""``test-rule`` says which laws a rule breaks, and asks again after a change."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from policypack.authoring.own_rule import settings_for, write_own_rule
from policypack.authoring.properties import demand_on
from tests.guides import ROOT


def made(folder: Path) -> Path:
    """A new rule in ``rules``, and settings that name it; its bad example."""
    demand = demand_on("aws:s3/bucket:Bucket")
    files = write_own_rule("acme-bucket-owned", folder / "rules", demand, "resource")
    settings_for(folder / "rules", folder / "guardrails.yaml")
    (bad,) = [one for one in files if one.name == "bad.py"]
    return bad


def call(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "policypack", "test-rule", *arguments]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        call(*arguments), cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def test_laws_that_hold_and_laws_that_are_broken(tmp_path: Path) -> None:
    bad = made(tmp_path)
    done = run(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "acme-bucket-owned: all laws hold\n", "")
    bad.write_text(bad.read_text(encoding="utf-8").replace("# finds: tags", "# finds: bucket"), encoding="utf-8")
    done = run(tmp_path, "acme-bucket-owned")
    assert done.returncode == 1
    first, *rest = done.stdout.splitlines()
    assert first == "acme-bucket-owned: 1 broken"
    assert "bad.py" in rest[0]
    assert "bucket" in rest[1]


def test_a_call_without_rules_or_with_a_wrong_one_says_so(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 2
    assert "name a rule, or the settings" in done.stderr
    made(tmp_path)
    done = run(tmp_path, "acme-bucket-ownd")
    assert done.returncode == 2
    assert "did you mean acme-bucket-owned?" in done.stderr


def test_a_rule_of_the_pack_may_be_named(tmp_path: Path) -> None:
    done = run(tmp_path, "s3-versioning")
    assert (done.returncode, done.stdout) == (0, "s3-versioning: all laws hold\n")


def test_watching_asks_again_after_a_change(tmp_path: Path) -> None:
    bad = made(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        call("--watch"), cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as watching:
        assert watching.stdout is not None
        assert watching.stdout.readline() == "acme-bucket-owned: all laws hold\n"
        time.sleep(1)
        bad.write_text(bad.read_text(encoding="utf-8").replace("# finds: tags", ""), encoding="utf-8")
        assert watching.stdout.readline() == "acme-bucket-owned: 1 broken\n"
        watching.send_signal(signal.SIGINT)
        assert watching.wait(30) == 130
