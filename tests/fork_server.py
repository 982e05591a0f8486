"""Runs Python scripts as forks of one process that has imported what they import; run by path, by tests/forks.py.

    python fork_server.py

A line of JSON on standard input is a script to run, a line of JSON on standard output is how it ended. The fork runs
the script from its first line, so only the modules that are imported already tell it from a process of its own.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import runpy
import signal
import sys
from types import FrameType
from typing import Any

Order = dict[str, Any]
"""``modules``, ``arguments`` (the script and its own), and the rest of a ``Command``; ``timeout``."""


def serve() -> Order | None:
    """Answers orders until the input ends; in a fork, gives the order that it is to carry out."""
    while line := sys.stdin.readline():
        order: Order = json.loads(line)
        for module in order["modules"]:
            with contextlib.suppress(ImportError):
                getattr(importlib.import_module(module), "__all__", None)  # a lazy module loads when asked something
        gc.freeze()
        child = os.fork()
        if child == 0:
            return order
        print(json.dumps(end_of(child, order["timeout"])), flush=True)  # noqa: T201 the answer
    return None


def end_of(child: int, timeout: float) -> int | None:
    """The exit status of a fork, None where it was still running after the timeout; its process group ends with it."""
    late = False

    def end(_signal: int, _frame: FrameType | None) -> None:
        nonlocal late
        late = True
        end_group(child)

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, timeout)
    try:
        _, status = os.waitpid(child, 0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    end_group(child)
    return None if late else os.waitstatus_to_exitcode(status)


def end_group(leader: int) -> None:
    for kill in (os.killpg, os.kill):  # the fork may not lead a group yet
        try:
            kill(leader, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue
        return


def become(order: Order) -> None:
    """Makes this fork what a new process would be at the script's first line."""
    os.setsid()
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["variables"])
    # Its other end stays open in this process, so the input ends with it.
    given, giving = os.pipe()
    os.write(giving, order["input"].encode() + b"\n")
    output = os.open(order["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    for file, place in ((given, 0), (output, 1), (output, 2)):
        os.dup2(file, place)
    os.close(given)
    os.close(output)
    sys.stdin = open(0, encoding=sys.stdin.encoding, closefd=False)  # noqa: SIM115 as long as the process
    sys.argv = list(order["arguments"])
    sys.path.insert(0, os.path.dirname(os.path.abspath(sys.argv[0])))


if __name__ == "__main__":
    sys.path.pop(0)  # This file's folder.
    if (own := serve()) is not None:
        become(own)
        runpy.run_path(own["arguments"][0], run_name="__main__")
