"""How long an audit takes: ``python -m benchmarks audit [--states N] [--resources N]``.

Makes states of mixed stacks in a temporary folder and audits them by all cores. With ``--compare`` some of them also go
through ``pulumi policy analyze --file``, one by one, and the ratio of the times of a state is printed.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.states import write_states
from tests.engine.pulumi_cli import Cli, find_or_build_cli

ROOT = Path(__file__).parents[1]
_COMPARED = 5
"""States that the CLI analyzes."""


def main(arguments: list[str] | None = None) -> int:
    """Prints seconds, CPU seconds and memory; 1 where the audit failed."""
    parser = argparse.ArgumentParser(prog="bench audit", description=__doc__)
    parser.add_argument("--states", type=int, default=1000)
    parser.add_argument("--resources", type=int, default=100, help="of each state")
    parser.add_argument("--compare", action="store_true", help="with the CLI, which is built first where there is none")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "states"
        write_states(folder, options.states, options.resources)
        started = time.monotonic()
        command = [sys.executable, "-m", "policypack", "audit", str(folder)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        seconds = time.monotonic() - started
        if done.returncode not in (0, 1):
            print(done.stderr, file=sys.stderr)
            return 1
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(done.stdout.splitlines()[-1])
        print(f"{seconds:.1f} s on {os.cpu_count()} cores, {used.ru_utime + used.ru_stime:.1f} CPU seconds,")
        print(f"{used.ru_maxrss / 1024:.0f} MB in the largest process")
        print(f"{seconds / options.states * 1000:.0f} ms a state")
        cli = find_or_build_cli() if options.compare else None
        if isinstance(cli, Cli):
            each = analyzed(cli, sorted(folder.iterdir())[:_COMPARED], Path(scratch))
            print(
                f"pulumi policy analyze --file: {each * 1000:.0f} ms a state, {each / (seconds / options.states):.0f} x"
            )
    return 0


def analyzed(cli: Cli, states: list[Path], scratch: Path) -> float:
    """Seconds a state, with this pack, one after the other."""
    from tests.engine.engine import Engine  # noqa: PLC0415 - needs the CLI

    engine = Engine(cli, scratch / "engine")
    started = time.monotonic()
    for state in states:
        engine.analyze_state(state, ROOT)
    return (time.monotonic() - started) / len(states)


if __name__ == "__main__":
    sys.exit(main())
