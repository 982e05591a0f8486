"""What the offline preview takes beside the program alone: python -m benchmarks.offline [TARGET ...] [--rounds N]

Previews each program, then all of them in one call, and runs each alone: the process that runs the program against the
stand-in of the engine, judged by nobody. Also the CPU time of the commands that need no program.
"""

from __future__ import annotations

import argparse
import os
import resource as usage
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from policypack.sources.foresight import Foresight
from policypack.sources.processes import Command, run_command
from policypack.sources.program import run_program

ROOT = Path(__file__).parents[1]
PROGRAMS = [ROOT / "examples" / "flawed", ROOT / "examples" / "hardened"]
MOST = 1.15
"""Times the program alone."""
MOST_OF_HELP = 0.1
"""CPU seconds."""


class Took(NamedTuple):
    """Seconds of one run."""

    wall: float
    cpu: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Print medians, and the ratios of their rounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", type=Path, metavar="TARGET", default=PROGRAMS)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    print(f"offline preview, {options.rounds} rounds, medians in seconds (goal: {MOST} x the program alone)")
    print(f"{'':<24} {'alone':>8} {'preview':>8} {'ratio':>6} {'CPU alone':>10} {'CPU':>6} {'ratio':>6}")
    for target in options.targets:
        rounds = [(alone(target), command("preview", target)) for _ in range(options.rounds)]
        print(_line(target.name, [one for one, _ in rounds], [one for _, one in rounds]))
    if len(options.targets) > 1:
        together = [command("preview", *options.targets) for _ in range(options.rounds)]
        turns = [[command("preview", target) for target in options.targets] for _ in range(options.rounds)]
        after = median(sum(one.wall for one in turn) for turn in turns)
        print(f"all in one call: {median(one.wall for one in together):.2f} s, one after the other {after:.2f} s")
    for option in ("--help", "--version"):
        cpu = median(command(option).cpu for _ in range(options.rounds))
        print(f"{option}: {cpu:.3f} s of CPU time (goal: {MOST_OF_HELP})")
    return 0


def _line(name: str, alone_: Sequence[Took], whole: Sequence[Took]) -> str:
    wall, cpu = (
        [getattr(mine, part) / getattr(least, part) for mine, least in zip(whole, alone_, strict=True)]
        for part in ("wall", "cpu")
    )
    return (
        f"{name:<24} {median(one.wall for one in alone_):>8.2f} {median(one.wall for one in whole):>8.2f}"
        f" {median(wall):>6.2f} {median(one.cpu for one in alone_):>10.2f} {median(one.cpu for one in whole):>6.2f}"
        f" {median(cpu):>6.2f}"
    )


def alone(target: Path) -> Took:
    """The program's own process."""
    took: list[Took] = []

    def run(command: Command, timeout: float) -> int:
        before, started = _children(), time.monotonic()
        status = run_command(command, timeout)
        took.append(Took(time.monotonic() - started, _children() - before))
        return status

    run_program(target, run=run, foresight=Foresight())
    return took[-1]


def command(*arguments: object) -> Took:
    """One call of the pack's command line."""
    call = [sys.executable, "-m", "policypack", *map(str, arguments)]
    before, started = _children(), time.monotonic()
    subprocess.run(call, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    return Took(time.monotonic() - started, _children() - before)


def _children() -> float:
    used = usage.getrusage(usage.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
