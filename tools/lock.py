"""Writes the versions that are installed: ``python -m tools.lock``, with uv on the path.

``requirements/constraints.txt`` has one version of each package for every Python and system; ``locked.txt`` beside it
has the same versions of what development needs, with the hashes of their files: ``./guardrails test`` installs it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.environment import CONSTRAINTS, LOCKED, NOT_LOCKED

FOLDER = Path(__file__).parents[1]
DEVELOPMENT = (
    "requirements.txt",
    *(
        f"requirements/{name}.txt"
        for name in ("commands", "preview", "catalog", "fix", "html", "cloud", "dask", "mcp", "dev")
    ),
)
OTHERS = NOT_LOCKED
"""What a test run does not need."""
_OLDEST = "3.10"


def compile_command(sources: Sequence[str], out: str, *more: str) -> list[str]:
    """How uv resolves the requirements in the source files for every system."""
    options = ["--quiet", "--universal", f"--python-version={_OLDEST}", "--no-annotate", f"--output-file={out}"]
    return ["uv", "pip", "compile", *options, *more, *sources]


def main() -> int:
    """Both files, those of before as far as they still fit."""
    steps = (
        compile_command([*DEVELOPMENT, *OTHERS], CONSTRAINTS),
        compile_command(DEVELOPMENT, LOCKED, "--generate-hashes", f"--constraints={CONSTRAINTS}"),
    )
    for step in steps:
        # What the head of a file says is the same wherever it was written.
        environment = {**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "python -m tools.lock"}
        done = subprocess.run(step, cwd=FOLDER, env=environment, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
