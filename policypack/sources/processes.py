"""Runs one command to its end, with all that it starts."""

from __future__ import annotations

import os
import signal
import subprocess
import time
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


MARK = "GUARDRAILS_PREVIEW"
"""The variable that tells the processes of one run."""
MOST_PRINTED = 16 * 1024 * 1024
"""Bytes of output that are kept; what comes after them is kept alone."""
_LOOK_EVERY = 0.5
_ROUNDS = 20

RunCommand = Callable[[Command, float], int]
"""Gives the exit status, negative for a signal; TimeoutError after so many seconds."""


class Processes:
    """Runs commands, each as a process with which its group ends, and what left the group but still has
    the command's :data:`MARK` in its environment; ``end`` ends those that other threads run."""

    def __init__(self) -> None:
        self.ended = False
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = Lock()

    def run(self, command: Command, timeout: float) -> int:
        """A ``RunCommand``; once all are ended, so is the next one at once."""
        # What is appended goes to the file's new end where the file was cut.
        with command.output.open("ab") as sink:
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
                return _wait(process, sink.fileno(), timeout)
            finally:
                with self._lock:
                    self._running.discard(process)
                _end(process, command.variables.get(MARK, ""))

    def end(self) -> None:
        """Ends all commands, and each that is yet to come."""
        with self._lock:
            self.ended = True
            for process in self._running:
                _kill(process)


def run_command(command: Command, timeout: float) -> int:
    """Runs the command as a process; what it started ends with it."""
    return Processes().run(command, timeout)


def _wait(process: subprocess.Popen[bytes], sink: int, timeout: float) -> int:
    ends = time.monotonic() + timeout
    while True:
        left = ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        try:
            return process.wait(min(left, _LOOK_EVERY))
        except subprocess.TimeoutExpired:
            if os.fstat(sink).st_size > MOST_PRINTED:
                os.ftruncate(sink, 0)


def _send(process: subprocess.Popen[bytes], line: str) -> None:
    # A process that has ended already has an exit status, which says more than the broken pipe.
    if process.stdin is not None:
        with suppress(BrokenPipeError):
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()


def _end(process: subprocess.Popen[bytes], mark: str) -> None:
    """Ends whatever the program left running."""
    if process.stdin is not None:
        with suppress(BrokenPipeError):
            process.stdin.close()
    _kill(process)
    process.wait()
    if mark:
        _end_marked(f"{MARK}={mark}".encode())


def _kill(process: subprocess.Popen[bytes]) -> None:
    try:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except (ProcessLookupError, PermissionError):
        pass


def _end_marked(variable: bytes) -> None:
    """Ends processes that have the variable in their environment, wherever they moved; where the system tells."""
    for _ in range(_ROUNDS):
        found = [int(one.name) for one in Path("/proc").glob("[0-9]*") if variable in _environment_of(one)]
        for number in found:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(number, signal.SIGKILL)
        if not found:
            return


def _environment_of(process: Path) -> list[bytes]:
    try:
        return (process / "environ").read_bytes().split(b"\0")
    except OSError:
        return []
