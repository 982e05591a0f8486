"""What ``docs/testing.md`` shows, done in a folder outside this repository, where the package is installed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guides import blocks
from tests.kit.installed import installed

FILES = dict((*blocks("testing", "python"), *blocks("testing", "toml")))
FIXED = ""
"""The block without a name."""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A user's: the program of the guide with the fix, and all tests of the guide."""
    for name, content in FILES.items():
        if name != FIXED:
            (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "guardrails.yaml").write_text("{}\n", encoding="utf-8")
    before, bucket, after = FILES["storage.py"].partition('    logs = aws.s3.Bucket("logs", bucket=name)\n')
    (tmp_path / "storage.py").write_text(before + bucket + FILES[FIXED] + after, encoding="utf-8")
    infra = tmp_path / "infra"
    infra.mkdir()
    (infra / "Pulumi.yaml").write_text("name: infra\nruntime: python\n", encoding="utf-8")
    (infra / "Pulumi.prod.yaml").write_text("config: {aws:region: eu-south-2}\n", encoding="utf-8")
    (infra / "__main__.py").write_text("import pulumi_aws as aws\n\naws.sns.Topic('alarms')\n", encoding="utf-8")
    return tmp_path


def session(folder: Path, site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A pytest session in the folder; the package is found in ``site``."""
    variables = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "GUARDRAILS"))}
    command = [sys.executable, "-m", "pytest", "-q", "-W", "ignore", "-p", "no:cacheprovider", *arguments]
    path = os.pathsep.join((str(site), str(folder)))
    return subprocess.run(
        command, cwd=folder, env={**variables, "PYTHONPATH": path}, capture_output=True, text=True, check=False
    )


def without_ends(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines())


def test_the_first_test_fails_as_shown(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (repository / "storage.py").write_text(FILES["storage.py"], encoding="utf-8")
    done = session(repository, installed(tmp_path_factory.mktemp("site")), "test_storage.py")
    assert done.returncode == 1
    shown = next(content for name, content in blocks("testing", "text") if content.startswith(">  "))
    assert without_ends(shown) in without_ends(done.stdout)


def test_all_tests_of_the_guide_pass(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    site = installed(tmp_path_factory.mktemp("site"))
    assert session(repository, site, "test_snapshot.py").returncode == 1
    done = session(repository, site, "--guardrails-update")
    assert done.returncode == 0, done.stdout
    assert int(re.findall(r"(\d+) passed", done.stdout)[0]) >= 10
    ((name, shown),) = [one for one in blocks("testing", "text") if one[0].endswith("findings.txt")]
    assert (repository / name).read_text(encoding="utf-8") == shown
    assert session(repository, site, "-n", "2", "test_rules.py", "test_snapshot.py").returncode == 0


def test_a_snapshot_says_what_came_and_went(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    site = installed(tmp_path_factory.mktemp("site"))
    assert session(repository, site, "test_snapshot.py", "--guardrails-update").returncode == 0
    (repository / "storage.py").write_text(FILES["storage.py"], encoding="utf-8")
    done = session(repository, site, "test_snapshot.py")
    assert "E       + mandatory  s3-versioning  aws.s3.Bucket logs  versioning\n" in done.stdout
    assert 'fix: aws.s3.BucketVersioning("logs", bucket=logs.id' in done.stdout
    assert "If this is right, run pytest --guardrails-update." in done.stdout


def test_the_settings_that_pytest_names(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    site = installed(tmp_path_factory.mktemp("site"))
    (repository / "storage.py").write_text(FILES["storage.py"], encoding="utf-8")
    (repository / "eased.yaml").write_text("levels: {s3-versioning: advisory}\n", encoding="utf-8")
    assert session(repository, site, "test_storage.py").returncode == 1
    assert session(repository, site, "test_storage.py", "--guardrails-file", "eased.yaml").returncode == 0
    (repository / "guardrails.yaml").write_text("levels: {s3-versionin: advisory}\n", encoding="utf-8")
    wrong = session(repository, site, "test_storage.py")
    assert "guardrails.yaml:1: levels.s3-versionin: no such rule; did you mean s3-versioning?" in wrong.stdout


def test_a_session_without_such_tests_pays_nothing(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (tmp_path / "test_mine.py").write_text(
        "import sys\n\n\ndef test_it():\n"
        "    ours = {one for one in sys.modules if one.partition('.')[0] in ('policypack', 'pulumi', 'grpc')}\n"
        "    assert ours == {'policypack', 'policypack.pytest_plugin'}\n",
        encoding="utf-8",
    )
    done = session(tmp_path, installed(tmp_path_factory.mktemp("site")))
    assert done.returncode == 0, done.stdout
