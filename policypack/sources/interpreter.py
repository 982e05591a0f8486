"""The Python that a program runs with: its own where its project names one, else the one that runs the pack."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from policypack.model.records import record
from policypack.sources.project import Project

POETRY_SECONDS = 30.0
"""Poetry needs about a second to say its environment; a lock held by another run may take longer."""


@record(frozen=True, slots=True)
class Interpreter:
    """``environment`` is the folder of the virtual environment, None for the pack's own Python."""

    executable: Path
    environment: Path | None = None
    warning: str = ""

    def variables(self, inherited: Mapping[str, str]) -> dict[str, str]:
        """The process environment that activating the virtual environment would give."""
        variables = dict(inherited)
        variables.pop("PYTHONHOME", None)
        if self.environment is not None:
            variables["VIRTUAL_ENV"] = str(self.environment)
            variables["PATH"] = os.pathsep.join((str(self.executable.parent), variables.get("PATH", "")))
        return variables


def find_interpreter(project: Project) -> Interpreter:
    """By ``runtime.options`` of Pulumi.yaml: ``virtualenv``, ``toolchain`` pip, poetry or uv."""
    options = project.runtime_options
    toolchain = str(options.get("toolchain") or "pip").lower()
    named = str(options.get("virtualenv") or "")
    candidates = [project.root / named] if named else []
    if toolchain == "uv":
        candidates += _uv_environments(project.root)
    if toolchain == "poetry":
        candidates += [project.root / ".venv", *_poetry_environment(project.root)]
    for environment in candidates:
        executable = _python_of(environment)
        if executable is not None:
            return Interpreter(executable, environment)
    warning = (
        f"the project's {named or toolchain} environment was not found (run `pulumi install`); " if candidates else ""
    )
    return Interpreter(Path(sys.executable), None, warning and warning + f"ran with {sys.executable}")


def _python_of(environment: Path) -> Path | None:
    for name in ("bin/python", "Scripts/python.exe"):
        with suppress(OSError, ValueError):  # Not every text that names an environment can be a path.
            if (environment / name).exists():
                return environment / name
    return None


def _uv_environments(root: Path) -> list[Path]:
    """uv keeps ``.venv`` beside the ``uv.lock`` of the project or of the workspace above it."""
    named = os.environ.get("UV_PROJECT_ENVIRONMENT")
    above = [folder for folder in (root, *root.parents) if (folder / "uv.lock").is_file()]
    return [root / named] if named else [folder / ".venv" for folder in (root, *above)]


def _poetry_environment(root: Path) -> list[Path]:
    poetry = shutil.which("poetry")
    if poetry is None:
        return []
    command = [poetry, "env", "info", "--path", "--no-interaction"]
    try:
        answer = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=POETRY_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return [Path(answer.stdout.strip())] if answer.returncode == 0 and answer.stdout.strip() else []
