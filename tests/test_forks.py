"""A fork is to a program what a process of its own is."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import pytest

from policypack.engine.examples import examples_of
from policypack.engine.registry import all_rules
from policypack.rule import Example
from policypack.sources.processes import Command, RunCommand, run_command
from policypack.sources.program import ProgramRun
from tests.examples import config_of, forking, run_text
from tests.forks import run_fork
from tests.sources.test_like_the_engine import comparable

EXAMPLES = [example for rule in all_rules() for example in examples_of(rule)]
SAMPLE = EXAMPLES[::30]
RUNS = [run_command, run_fork]
SEES = """
import json, os, random, sys
print(json.dumps({
    "argv": sys.argv, "path": sys.path, "folder": os.getcwd(), "variables": dict(os.environ), "name": __name__,
    "file": __file__, "leader": os.getpid() == os.getpgid(0) == os.getsid(0), "input": sys.stdin.readline(),
    "executable": sys.executable, "flags": list(sys.flags), "encoding": [sys.stdout.encoding, sys.stderr.encoding],
    "buffering": [sys.stdout.line_buffering, sys.stderr.line_buffering], "files": sorted(os.listdir("/dev/fd"))[:3],
    "main": sys.modules["__main__"].__file__,
}))
"""


@pytest.mark.parametrize("example", SAMPLE, ids=lambda example: f"{type(example).__name__}-{example.title}")
def test_an_example_runs_alike(example: Example) -> None:
    of_a_process = run_text(example.program, config_of(example), run_command)
    of_a_fork = run_text(example.program, config_of(example), forking(example.program))
    assert as_data(of_a_fork) == as_data(of_a_process)


def as_data(run: ProgramRun) -> dict[str, Any]:
    """All that a run says, without what differs from run to run."""
    return {
        **{field.name: getattr(run, field.name) for field in dataclasses.fields(run)},
        "configuration": comparable(run.configuration),
        "analyses": {one.urn: comparable(one) for one in run.analyses},
        "stack": comparable(run.stack),
        "root": None,
        "placeholders": len(run.placeholders),
    }


def ran(
    run: RunCommand, script: str, folder: Path, *arguments: str, timeout: float = 30, **variables: str
) -> tuple[int, str]:
    """Status and output of a script."""
    file, output = folder / "script.py", folder / "output.txt"
    file.write_text(textwrap.dedent(script), encoding="utf-8")
    command = Command((sys.executable, str(file), *arguments), folder, {**os.environ, **variables}, output)
    return run(command, timeout), output.read_text(encoding="utf-8")


def test_a_script_sees_the_same(tmp_path: Path) -> None:
    (status, output), forked = (ran(run, SEES, tmp_path, "one", "two words", MARK="a mark") for run in RUNS)
    assert status == 0
    seen = json.loads(output)
    assert (seen["variables"]["MARK"], seen["folder"]) == ("a mark", str(tmp_path))
    assert forked[0] == status
    assert json.loads(forked[1]) == seen


@pytest.mark.parametrize(
    ("script", "status"),
    [
        ("", 0),
        ("import sys; sys.exit(3)", 3),
        ("import sys; sys.exit('why')", 1),
        ("import os; os._exit(4)", 4),
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", -signal.SIGTERM),
        ("import atexit; atexit.register(print, 'at the end'); print('first')", 0),
        ("import os; print('buffered'); os.system('echo of a child'); os._exit(0)", 0),
        ("import sys; print('out'); print('err', file=sys.stderr); sys.exit()", 0),
    ],
)
def test_a_script_ends_the_same(tmp_path: Path, script: str, status: int) -> None:
    process, fork = (ran(run, script, tmp_path) for run in RUNS)
    assert process[0] == status
    assert fork == process


@pytest.mark.parametrize("run", RUNS)
def test_an_error_is_printed(tmp_path: Path, run: RunCommand) -> None:
    status, output = ran(run, "raise ValueError('no good')", tmp_path)
    assert status == 1
    assert output.splitlines()[-1] == "ValueError: no good"
    assert 'script.py", line 1' in output


@pytest.mark.parametrize("run", RUNS)
def test_a_script_that_hangs_ends_with_all_that_it_started(tmp_path: Path, run: RunCommand) -> None:
    script = """
        import pathlib, subprocess, time
        child = subprocess.Popen(["sleep", "60"])
        pathlib.Path("child").write_text(str(child.pid))
        time.sleep(60)
    """
    with pytest.raises(TimeoutError):
        ran(run, script, tmp_path, timeout=2)
    assert is_gone(int((tmp_path / "child").read_text()))
    assert ran(run, "print('next')", tmp_path) == (0, "next\n")


@pytest.mark.parametrize("run", RUNS)
def test_what_a_script_leaves_running_ends_with_it(tmp_path: Path, run: RunCommand) -> None:
    _, output = ran(run, "import subprocess; print(subprocess.Popen(['sleep', '60']).pid)", tmp_path)
    assert is_gone(int(output))


def is_gone(process: int) -> bool:
    """Whether a process ends within seconds; one whose parent has not asked for its status has ended too."""
    state = Path(f"/proc/{process}/stat")
    for _ in range(100):
        try:
            os.kill(process, 0)
            if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False


def test_what_a_script_changes_is_gone_in_the_next(tmp_path: Path) -> None:
    change = "import json, os, sys; json.loads = None; sys.path.clear(); os.environ['LEFT'] = 'x'; os.chdir('/')"
    assert ran(run_fork, change, tmp_path) == (0, "")
    look = "import json, os; print(json.loads('1'), 'LEFT' in os.environ, os.getcwd() == '/')"
    assert ran(run_fork, look, tmp_path) == (0, "1 False False\n")


def test_forks_draw_other_random_numbers(tmp_path: Path) -> None:
    drawn = {ran(run_fork, "import random, uuid; print(random.random(), uuid.uuid4())", tmp_path) for _ in range(3)}
    assert len(drawn) == 3
