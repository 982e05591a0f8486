"""The code is typed and tidy; the same commands run in an editor."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    "command",
    [
        ["mypy"],
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
    ],
    ids=" ".join,
)
def test_checkers_have_nothing_to_say(command: list[str]) -> None:
    if find_spec(command[0]) is None:
        pytest.fail(f"{command[0]} is not installed; `./guardrails test` installs requirements/dev.txt")
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
