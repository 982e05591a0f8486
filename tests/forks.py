"""Runs programs as forks of a process that has imported Pulumi's packages already, instead of as new processes."""

from __future__ import annotations

import atexit
import json
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock

from policypack.sources.processes import Command

SERVER = Path(__file__).with_name("fork_server.py")
READ_AT_START = ("PYTHON", "PULUMI_", "GRPC_", "LANG", "LC_", "VIRTUAL_ENV")
"""Variables that Python and the packages read when they start: a server serves only forks that agree on them."""
_ONE_AT_A_TIME = Lock()


def run_fork(command: Command, timeout: float, modules: Sequence[str] = ()) -> int:
    """Runs ``PYTHON SCRIPT ...`` as ``run_command`` does, in a fork of a process that has imported the modules."""
    executable, *arguments = command.arguments
    read_at_start = {key: value for key, value in command.variables.items() if key.startswith(READ_AT_START)}
    order = {
        "modules": list(modules),
        "arguments": arguments,
        "folder": str(command.folder),
        "variables": dict(command.variables),
        "output": str(command.output),
        "input": command.input,
        "timeout": timeout,
    }
    with _ONE_AT_A_TIME:
        server = _server(executable, tuple(sorted(read_at_start.items())))
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps(order) + "\n")
        server.stdin.flush()
        answer = server.stdout.readline()
    if not answer:
        raise RuntimeError(f"{SERVER.name} ended with status {server.wait()}")
    status: int | None = json.loads(answer)
    if status is None:
        raise TimeoutError
    return status


@cache
def _server(executable: str, variables: tuple[tuple[str, str], ...]) -> subprocess.Popen[str]:
    """The process that forks. It ends with its input, at the latest when this process does."""
    server = subprocess.Popen(
        [executable, str(SERVER)], env=dict(variables), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    atexit.register(server.communicate)
    return server
