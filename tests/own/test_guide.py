"""What ``docs/own-rules.md`` shows: its commands run one after the other, its files load, its messages are real."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guides import ROOT, blocks, commands
from tests.own.files import CLASSES, PREFIX, written

PROGRAM = """\
import pulumi_aws as aws

aws.s3.Bucket("logs")
aws.rds.Instance("orders", engine="postgres", instance_class="db.r8g.large", allocated_storage=100,
                 username="orders", manage_master_user_password=True)
"""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


def block(name: str, language: str = "yaml") -> str:
    (content,) = [content for file, content in blocks("own-rules", language) if file == name]
    return content


def test_its_commands_run_one_after_the_other(tmp_path: Path) -> None:
    project = tmp_path / "path" / "to" / "project"
    project.mkdir(parents=True)
    (project / "Pulumi.yaml").write_text("name: shop\nruntime: python\n", encoding="utf-8")
    (project / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    told = commands("own-rules", "guardrails")
    assert len(told) == 7
    for command in told:
        if "explain acme-database-class" in command:
            name = "rules/acme_database_class.yaml"
            (tmp_path / name).write_text(block(name), encoding="utf-8")
        done = run(tmp_path, "policypack", *shlex.split(command.partition(" > ")[0])[1:])
        assert (done.returncode, done.stderr) == (int("preview" in command), ""), command
        if "preview" in command:
            assert "acme-bucket-owned" in done.stdout
        if "rules" in command.split():
            assert "acme-bucket-owned" in done.stdout
    assert (tmp_path / "guardrails.yaml").read_text(encoding="utf-8").replace('"', "") == block("guardrails.yaml")
    assert (tmp_path / "pages" / "rules" / "acme-database-class.md").is_file()
    report = run(tmp_path, "policypack", "preview", str(project), "--guardrails", "guardrails.yaml").stdout
    told_text = next(content for _, content in blocks("own-rules", "text") if "fix:" in content)
    assert " ".join(told_text.split()) in " ".join(report.split())
    (tmp_path / "test_rules.py").write_text(block("test_rules.py", "python"), encoding="utf-8")
    done = run(tmp_path, "pytest", "-q", "-p", "no:cacheprovider", "-k", "acme-bucket-owned")
    assert "1 passed, 1 deselected" in done.stdout


MISTAKES = {
    "is_set is": ("acme_x.py", PREFIX.replace('name.starts_with("acme-")', "name.is_set")),
    "is_set() has": ("acme_x.py", PREFIX.replace('name.starts_with("acme-")', "not name.is_set()")),
    "versionning": ("acme_x.py", PREFIX.replace('bucket["bucket"]', 'bucket["versionning"]')),
    "buckets:Bucket": ("acme_x.py", PREFIX.replace("s3/bucket:", "s3/buckets:")),
    "oneof": ("acme_y.yaml", CLASSES.replace("oneOf", "oneof").replace("class", "kind", 0)),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_messages_of_mistakes(tmp_path: Path, mistake: str) -> None:
    shown = next(content for _, content in blocks("own-rules", "text") if "is_set is" in content).splitlines()
    (line,) = [one for one in shown if mistake in one]
    name, text = MISTAKES[mistake]
    file = written(tmp_path, {name: text.replace("acme-bucket-prefix", "acme-x")})
    done = run(tmp_path, "policypack", "config", "show", "--guardrails", str(file))
    assert done.returncode == 2
    assert re.search(re.escape(line) + "$", done.stderr.strip()), done.stderr
