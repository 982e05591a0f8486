"""``preview``: programs without the CLI, credentials or network; several are run side by side."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

from policypack.commands.complaints import complain
from policypack.commands.configuration import Settings, configuration_options
from policypack.commands.options import FILE, command
from policypack.commands.programs import TARGET, Call, Program, Stack, program_options, stack_options
from policypack.commands.reporting import Wanted, deliver, reporting_options
from policypack.engine.configuration.configuration import Configuration
from policypack.errors import problem_of
from policypack.reports.results import Report, StackReport, problem_report, report_of
from policypack.sources.processes import Processes


@command(
    "preview",
    examples=(
        "preview .",
        "preview . --stack prod --only mandatory --format json",
        "preview shop billing --output sarif=findings.sarif",
    ),
)
@click.argument(
    "targets",
    nargs=-1,
    required=True,
    type=FILE,
    metavar="TARGET...",
    help=f"{TARGET}; several programs are run side by side and have one report",
)
@stack_options
@program_options
@reporting_options
@configuration_options
def preview(targets: tuple[Path, ...], stack: Stack, program: Program, wanted: Wanted, settings: Settings) -> int:
    """Run Pulumi Python programs with no CLI, credentials or network, and check what they register.

    Exit status: 0 no finding that --fail-on means, 1 some, 2 a program or the call is wrong."""
    call, configuration = Call(stack, program, settings), settings.configuration()
    started = time.monotonic()
    if len(targets) == 1 and not wanted.outputs:
        stacks = [report_of(call.run(targets[0], configuration), str(targets[0]), graph=True)]
    else:
        stacks = _side_by_side(targets, call, configuration)
    return deliver(Report(stacks, time.monotonic() - started), wanted, configuration)


def _side_by_side(targets: Sequence[Path], call: Call, configuration: Configuration) -> list[StackReport]:
    """The report on each program, in the order of the call; as many at once as there are cores."""
    processes = Processes()

    def judged(target: Path) -> StackReport:
        try:
            run = call.run(target, configuration, run=processes.run)
            return report_of(run, str(target), graph=True)
        except Exception as error:  # noqa: BLE001 - the other programs have their report
            problem, frames = problem_of(error)
            if not processes.ended:
                complain(f"{target}: {problem}", frames)
            return problem_report(str(target), problem)

    with ThreadPoolExecutor(min(len(targets), os.cpu_count() or 1)) as pool:
        try:
            return list(pool.map(judged, targets))
        except BaseException:  # A signal: no program may go on, or the pool would wait for it.
            processes.end()
            raise
