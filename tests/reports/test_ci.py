"""The recipes for CI are valid, and their commands fail for a new mandatory finding and for no old one."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.guides import PROJECT, blocks
from tests.test_guides import project

ROOT = Path(__file__).parents[2]
RECIPES = ROOT / "examples" / "ci"
BEFORE = 'import pulumi_aws as aws\naws.s3.Bucket("logs", bucket="acme-logs")\n'
AFTER = f'{BEFORE}aws.s3.Bucket("more", bucket="acme-more")\n'


@pytest.mark.parametrize(
    ("file", "schema"), [("github-actions.yml", "vendor.github-workflows"), ("gitlab-ci.yml", "vendor.gitlab-ci")]
)
def test_a_recipe_is_what_its_service_takes(file: str, schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(RECIPES / file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def script(text: str) -> str:
    """Without the download of the pack, in whose place the tests' own is."""
    lines = re.sub(r"test -d \S+ \|\|\n", "", text).split("\n")
    return "\n".join(line for line in lines if not line.strip().startswith("git clone "))


def github() -> str:
    steps = yaml.safe_load((RECIPES / "github-actions.yml").read_text(encoding="utf-8"))["jobs"]["guardrails"]["steps"]
    *checks, comment = [f"({script(one['run'])})" for one in steps if "run" in one and "git clone" not in one["run"]]
    # A step that fails ends the job, but for those that always run.
    return f"set -e\nstatus=0\n{checks[0]}\n{checks[1]} || status=$?\n{comment}\nexit $status\n"


def gitlab() -> str:
    job = yaml.safe_load((RECIPES / "gitlab-ci.yml").read_text(encoding="utf-8"))["guardrails"]
    return "\n".join(["set -e", *map(script, (*job["before_script"], *job["script"]))])


def jenkins() -> str:
    (found,) = re.findall(r"sh '''(.*?)'''", (RECIPES / "Jenkinsfile").read_text(encoding="utf-8"), re.DOTALL)
    return f"set -e\n{script(found)}"


def pre_commit() -> str:
    (repo,) = yaml.safe_load((RECIPES / "pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    return str(repo["hooks"][0]["entry"])


class Repository:
    """A repository with a project in ``infra``, a base commit and a change."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "repository"
        self._folder = folder
        infra = self.root / "infra"
        infra.mkdir(parents=True)
        (infra / "Pulumi.yaml").write_text("name: shop\nruntime: python\n", encoding="utf-8")
        (infra / "Pulumi.dev.yaml").write_text("config: {aws:region: eu-south-2}\n", encoding="utf-8")
        pack = folder / "temp" / "pack"
        pack.mkdir(parents=True)
        self._command(pack / "guardrails", f'exec {shlex.quote(sys.executable)} -m policypack "$@"')
        self._command(folder / "bin" / "gh", f'echo "$@" >> {shlex.quote(str(folder / "gh"))}')
        self._git("init", "--quiet", "--initial-branch", "main")
        self.base = self.commit(BEFORE)

    def commit(self, program: str) -> str:
        (self.root / "infra" / "__main__.py").write_text(program, encoding="utf-8")
        self._git("add", "infra")
        self._git("commit", "--quiet", "--allow-empty", "--message", "change")
        return self._git("rev-parse", "HEAD")

    def run(self, commands: str) -> subprocess.CompletedProcess[str]:
        temp = self._folder / "temp"
        environment = {
            **os.environ,
            "PATH": f"{self._folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "RUNNER_TEMP": str(temp),
            "WORKSPACE_TMP": str(temp),
            "PACK": str(temp / "pack"),
            "BASE": self.base if "RUNNER_TEMP" in commands else str(temp / "base"),
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": self.base,
            "GITHUB_STEP_SUMMARY": str(self._folder / "summary.md"),
            "NUMBER": "7",
        }
        return subprocess.run(
            ["bash", "-c", commands], cwd=self.root, env=environment, capture_output=True, text=True, check=False
        )

    def said_to_gh(self) -> str:
        return (self._folder / "gh").read_text(encoding="utf-8")

    @property
    def summary(self) -> str:
        return (self._folder / "summary.md").read_text(encoding="utf-8")

    def _command(self, file: Path, line: str) -> None:
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        file.chmod(0o755)

    def _git(self, *arguments: str) -> str:
        name = ["-c", "user.name=test", "-c", "user.email=test@example.com"]
        done = subprocess.run(["git", *name, *arguments], cwd=self.root, capture_output=True, text=True, check=True)
        return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def sarif_of(file: Path) -> list[Any]:
    results: list[Any] = json.loads(file.read_text(encoding="utf-8"))["runs"][0]["results"]
    return results


def test_github_fails_on_what_the_pull_request_brings(repository: Repository) -> None:
    repository.commit(AFTER)
    done = repository.run(github())
    assert done.returncode == 1, done.stderr
    first = done.stdout.splitlines()[0]
    assert first.startswith("::error file=infra/__main__.py,line=3,title=")
    assert "%3A more::" in first
    new = {
        one["properties"]["urn"].rsplit("::")[-1]
        for one in sarif_of(repository.root / "guardrails.sarif")
        if one["baselineState"] == "new"
    }
    assert new == {"more"}
    assert "### New (" in repository.summary
    assert repository.said_to_gh() == "pr comment 7 --edit-last --create-if-none --body-file guardrails.md\n"


def test_github_lets_old_findings_pass(repository: Repository) -> None:
    repository.commit(f"# moved\n{BEFORE}")
    done = repository.run(github())
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 new, " in repository.summary


def test_gitlab_fails_on_what_the_merge_request_brings(repository: Repository) -> None:
    repository.commit(AFTER)
    done = repository.run(gitlab())
    assert done.returncode == 1, done.stderr
    assert "(new)" in done.stdout
    entries = json.loads((repository.root / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert {one["location"]["path"] for one in entries} == {"infra/__main__.py", "infra/Pulumi.yaml"}
    assert "<failure " in (repository.root / "guardrails.xml").read_text(encoding="utf-8")


def test_jenkins_fails_on_what_the_baseline_does_not_have(repository: Repository) -> None:
    record = repository.run('"$PACK/guardrails" baseline infra --stack dev')
    assert record.returncode == 0, record.stderr
    assert repository.run(jenkins()).returncode == 0
    repository.commit(AFTER)
    assert repository.run(jenkins()).returncode == 1
    assert (repository.root / "guardrails.html").stat().st_size > 10_000
    assert {one.get("baselineState") for one in sarif_of(repository.root / "guardrails.sarif")} >= {"new", "unchanged"}


def test_pre_commit_stops_what_aws_rejects(repository: Repository) -> None:
    assert repository.run(pre_commit()).returncode == 0
    repository.commit('import pulumi_aws as aws\naws.kms.Key("key", deletion_window_in_days=3)\n')
    done = repository.run(pre_commit())
    assert done.returncode == 1
    assert "kms-key-valid" in done.stdout


def guide_commands(guide: str) -> list[str]:
    lines = "\n".join(content for _, content in blocks(guide, "sh")).splitlines()
    return [line for line in lines if line.startswith("./guardrails ") and not line.endswith("|")]


def test_the_commands_of_the_guides(tmp_path: Path) -> None:
    made = project(tmp_path)
    for guide in ("reports", "ci"):
        for command in guide_commands(guide):
            if "--event-log" in command:
                (tmp_path / "events.jsonl").write_text("", encoding="utf-8")
                (tmp_path / "preview.json").write_text('{"steps": []}', encoding="utf-8")
            line = command.replace("./guardrails", f"{shlex.quote(sys.executable)} -m policypack")
            env = {**os.environ, "PYTHONPATH": str(ROOT)}
            done = subprocess.run(line, shell=True, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
            fails = 0 if "--fail-on" in line or " baseline " in line or "--event-log" in line else 1
            assert done.returncode == fails, (command, done.stderr)
    assert (tmp_path / "guardrails.sarif").exists()
    assert (tmp_path / "guardrails.html").exists()
    assert made == tmp_path / PROJECT
