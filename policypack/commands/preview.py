"""``preview``: programs without the CLI, credentials or network; several are run side by side."""

from __future__ import annotations

import argparse
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from policypack.commands.complaints import complain, problem_of
from policypack.commands.programs import add_program, add_target, run_of
from policypack.commands.reporting import add_reporting, deliver, wanted_of
from policypack.engine.configuration.commands import configuration_of
from policypack.engine.configuration.configuration import Configuration
from policypack.reports.results import Report, StackReport, problem_report, report_of
from policypack.sources.processes import Processes


def add_preview(parser: argparse.ArgumentParser) -> None:
    """Adds what it takes."""
    parser.description = (
        "Run Pulumi Python programs with no CLI, credentials or network, and check what they register."
        " Exit status: 0 no finding that --fail-on means, 1 some, 2 a program or the call is wrong."
    )
    add_target(parser, several=True)
    add_program(parser)
    add_reporting(parser)
    parser.set_defaults(run=_preview)


def _preview(options: argparse.Namespace) -> int:
    wanted = wanted_of(options)
    configuration = configuration_of(options)
    started = time.monotonic()
    if len(options.targets) == 1 and not wanted.outputs:
        target = options.targets[0]
        stacks = [report_of(run_of(options, target, configuration), str(target), graph=True)]
    else:
        stacks = _side_by_side(options, configuration)
    return deliver(Report(stacks, time.monotonic() - started), wanted, configuration)


def _side_by_side(options: argparse.Namespace, configuration: Configuration) -> list[StackReport]:
    """The report on each program, in the order of the call; as many at once as there are cores."""
    processes = Processes()

    def judged(target: Path) -> StackReport:
        try:
            run = run_of(options, target, configuration, run=processes.run)
            return report_of(run, str(target), graph=True)
        except Exception as error:  # noqa: BLE001 - the other programs have their report
            problem, frames = problem_of(error)
            if not processes.ended:
                complain(f"{target}: {problem}", frames)
            return problem_report(str(target), problem)

    with ThreadPoolExecutor(min(len(options.targets), os.cpu_count() or 1)) as pool:
        try:
            return list(pool.map(judged, options.targets))
        except BaseException:  # A signal: no program may go on, or the pool would wait for it.
            processes.end()
            raise
