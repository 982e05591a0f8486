"""Runs one command to its end, with all that it starts."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock

from policypack.model.records import record


@record(frozen=True, slots=True)
class Command:
    """What to run, in which folder, with which environment; ``output`` is the file for all that it prints.

    ``input`` is the first line of its standard input. That stays open as long as whoever asked for the command lives.
    """

    arguments: tuple[str, ...]
    folder: Path
    variables: Mapping[str, str]
    output: Path
    input: str = ""


RunCommand = Callable[[Command, float], int]
"""Gives the exit status, negative for a signal; TimeoutError after so many seconds."""


class Processes:
    """Runs commands, each as a process whose whole group ends with it; ``end`` ends those that other threads run."""

    def __init__(self) -> None:
        self.ended = False
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = Lock()

    def run(self, command: Command, timeout: float) -> int:
        """A ``RunCommand``; once all are ended, so is the next one at once."""
        with command.output.open("wb") as sink:
            process = subprocess.Popen(
                command.arguments,
                cwd=command.folder,
                env=command.variables,
                stdin=subprocess.PIPE,
                stdout=sink,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                with self._lock:
                    self._running.add(process)
                    if self.ended:
                        _kill(process)
                _send(process, command.input)
                return process.wait(timeout)
            except subprocess.TimeoutExpired:
                raise TimeoutError from None
            finally:
                with self._lock:
                    self._running.discard(process)
                _end(process)

    def end(self) -> None:
        """Ends all commands, and each that is yet to come."""
        with self._lock:
            self.ended = True
            for process in self._running:
                _kill(process)


def run_command(command: Command, timeout: float) -> int:
    """Runs the command as a process; its whole process group ends with it."""
    return Processes().run(command, timeout)


def _send(process: subprocess.Popen[bytes], line: str) -> None:
    # A process that has ended already has an exit status, which says more than the broken pipe.
    if process.stdin is not None:
        with suppress(BrokenPipeError):
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends whatever the program left running; only processes of its own group."""
    if process.stdin is not None:
        with suppress(BrokenPipeError):
            process.stdin.close()
    _kill(process)
    process.wait()


def _kill(process: subprocess.Popen[bytes]) -> None:
    try:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except (ProcessLookupError, PermissionError):
        pass
