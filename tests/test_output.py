"""What cannot be written to standard output is an error of its own: exit status 2, never that of a finding."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from policypack.__main__ import main
from policypack.output import Output, OutputError

ROOT = Path(__file__).parents[1]
COMMAND = f"{sys.executable} -m policypack rules"


@pytest.mark.parametrize(
    ("redirected", "said"),
    [
        (">/dev/full", "No space left on device"),
        (">&-", "standard output is closed"),
        (">&- <&-", "standard output is closed"),
        ("| true; exit ${PIPESTATUS[0]}", "was closed before all was written"),
    ],
)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a system without /dev/full")
def test_a_report_that_nobody_gets_is_no_success_and_no_finding(redirected: str, said: str) -> None:
    script = f"{COMMAND} {redirected}"
    done = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert said in done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["preview", "--format", "json"], ["rules"]])
def test_no_answer_of_a_command_is_lost_unseen(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        assert main(arguments) == 2
    assert "standard output: not all could be written" in capsys.readouterr().err


def test_without_standard_error_the_status_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["preview", str(tmp_path / "nothing")]) == 2


def test_a_terminal_that_cannot_show_a_name_gets_it_escaped() -> None:
    raw = io.BytesIO()
    output = Output(io.TextIOWrapper(raw, encoding="ascii"))
    output.write("é\u2028")
    output.flush()
    assert raw.getvalue() == b"\\xe9\\u2028"
    with pytest.raises(OutputError, match="closed"):
        Output(None)


@pytest.mark.parametrize("name", ["symlinked", "read-only"])
def test_a_project_is_previewed_wherever_it_is(tmp_path: Path, name: str) -> None:
    """With no home and no locale, through a link, and where nothing can be written."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    (folder / "parts.py").write_text("names = ['jobs']\n")
    (folder / "__main__.py").write_text("import parts, pulumi_aws as aws\naws.sqs.Queue(parts.names[0])\n")
    if name == "symlinked":
        (tmp_path / "link").symlink_to(folder)
        folder = tmp_path / "link"
    if name == "read-only":
        folder.chmod(0o500)
    environment = {"PATH": os.environ["PATH"], "LANG": "C", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-m", "policypack", "preview", str(folder), "--format", "json", "--rule", "sqs-*"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    folder.chmod(0o700)
    assert done.stderr == ""
    assert json.loads(done.stdout)["resources"] == 1
