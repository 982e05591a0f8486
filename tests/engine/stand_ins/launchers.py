"""Puts the stand-ins where the engine looks for plugins: executables of fixed names in a directory on PATH."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[3]


def write_launchers(directory: Path, program_runner: Path | None) -> None:
    """Writes the launchers of both providers, and of the language host where ``program_runner`` is given.

    Each starts the interpreter that runs the tests. PYTHONPATH is not touched, so that programs and packs that the
    language host starts import only what they would import for a user.
    """
    directory.mkdir(parents=True, exist_ok=True)
    _write(directory / "pulumi-resource-aws", "aws", "main()")
    _write(directory / "pulumi-resource-random", "random_values", "main()")
    if program_runner is not None:
        _write(directory / "pulumi-language-python", "language_host", f"main({str(program_runner)!r})")


def write_node_host(directory: Path, node_modules: Path) -> None:
    """Writes the launcher of the host for TypeScript."""
    _write(directory / "pulumi-language-nodejs", "node_host", f"main({str(node_modules)!r})")


def _write(launcher: Path, module: str, call: str) -> None:
    code = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from tests.engine.stand_ins.{module} import main; {call}"
    # -P: the engine starts plugins in the program's directory, whose modules must not shadow ours.
    safe_path = " -P" if sys.version_info >= (3, 11) else ""
    launcher.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)}{safe_path} -c {shlex.quote(code)} "$@"\n')
    launcher.chmod(0o755)
