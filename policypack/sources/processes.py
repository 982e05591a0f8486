"""Runs one command to its end, with all that it starts."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Command:
    """What to run, in which folder, with which environment; ``output`` is the file for all that it prints."""

    arguments: tuple[str, ...]
    folder: Path
    variables: Mapping[str, str]
    output: Path


RunCommand = Callable[[Command, float], int]
"""Gives the exit status, negative for a signal; TimeoutError after so many seconds."""


def run_command(command: Command, timeout: float) -> int:
    """Runs the command as a process; its whole process group ends with it."""
    with command.output.open("wb") as sink:
        process = subprocess.Popen(
            command.arguments,
            cwd=command.folder,
            env=command.variables,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            return process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise TimeoutError from None
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends whatever the program left running; only processes of its own group."""
    try:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except (ProcessLookupError, PermissionError):
        pass
    process.wait()
