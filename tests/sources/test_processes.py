"""What a program starts ends with it, and what it prints has a bound."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from policypack.errors import ProgramError
from policypack.sources import processes
from policypack.sources.processes import MARK, Command, run_command
from policypack.sources.program import run_program
from tests.sources.runs import write


def command(folder: Path, code: str) -> Command:
    return Command((sys.executable, "-c", code), folder, {**os.environ, MARK: folder.name}, folder / "output.txt")


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="a system that does not tell")
@pytest.mark.parametrize("end", ["pass", "time.sleep(60)"])
def test_what_left_the_group_ends_too(tmp_path: Path, end: str) -> None:
    code = (
        "import subprocess, time\n"
        "child = subprocess.Popen(['sleep', '60'], start_new_session=True)\n"
        f"open('pid', 'w').write(str(child.pid))\n{end}\n"
    )
    try:
        run_command(command(tmp_path, code), 3)
    except TimeoutError:
        assert end != "pass"
    pid = (tmp_path / "pid").read_text()
    until(lambda: not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text().split()[2])


def test_output_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "MOST_PRINTED", 100_000)
    monkeypatch.setattr(processes, "_LOOK_EVERY", 0.02)
    code = "import time\nfor _ in range(20): print('x' * 50_000, flush=True); time.sleep(0.04)\nprint('last words')"
    run_command(command(tmp_path, code), 60)
    printed = (tmp_path / "output.txt").read_text()
    assert printed.endswith("last words\n")
    assert len(printed) < 800_000


REPORTS = [
    "",
    "{",
    "[]",
    "null",
    "{}",
    '{"error": 1}',
    '{"error": {"kind": "x"}}',
    '{"updates": {}}',
    '{"exports": {"a": 1}}',
]


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_that_is_none_is_one_line(tmp_path: Path, report: str) -> None:
    def run(asked: Command, timeout: float) -> int:
        Path(asked.arguments[2]).write_text(report)
        asked.output.write_text("printed")
        return 0

    with pytest.raises(ProgramError, match=r"left no report that can be read \(.+\)"):
        run_program(write(tmp_path, {"__main__.py": ""}), run=run)


@pytest.mark.parametrize("content", ["", "no program", None])
def test_an_interpreter_that_does_not_start_is_one_line(tmp_path: Path, content: str | None) -> None:
    python = tmp_path / "venv/bin/python"
    python.parent.mkdir(parents=True)
    if content is None:
        python.mkdir()
    else:
        python.write_text(content)
    project = "name: shop\nruntime: {name: python, options: {virtualenv: venv}}\n"
    with pytest.raises(ProgramError, match="cannot be started"):
        run_program(write(tmp_path, {"Pulumi.yaml": project, "__main__.py": ""}))


def test_without_a_place_for_temporary_files_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(ProgramError, match="set TMPDIR"):
        run_program(write(tmp_path, {"__main__.py": ""}))


def until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.05)
