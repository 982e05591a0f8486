"""``preview``: programs without the CLI, credentials or network; several are run side by side."""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from policypack.commands import FINE, FOUND, WRONG
from policypack.commands.complaints import complain, problem_of
from policypack.commands.programs import add_program, add_target, run_of, style_of
from policypack.engine.configuration.commands import configuration_of
from policypack.engine.configuration.configuration import Configuration
from policypack.reports import as_json, text
from policypack.reports.results import report_of
from policypack.reports.several import Judged, Several
from policypack.sources.processes import Processes


def add_preview(parser: argparse.ArgumentParser) -> None:
    """Adds what it takes."""
    parser.description = (
        "Run Pulumi Python programs with no CLI, credentials or network, and check what they register."
        " Exit status: 0 no mandatory finding, 1 some, 2 a program or the call is wrong."
    )
    add_target(parser, several=True)
    add_program(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--each", action="store_true", help="list every resource that a rule is about")
    parser.set_defaults(run=_preview)


def _preview(options: argparse.Namespace) -> int:
    configuration = configuration_of(options)
    style = style_of(each=options.each)
    if len(options.targets) == 1:
        run = run_of(options, options.targets[0], configuration)
        sys.stdout.write(
            as_json.render(report_of(run, graph=True)) if options.format == "json" else text.render(run, style)
        )
        return FOUND if run.stops else FINE
    started = time.monotonic()
    programs = _side_by_side(options, configuration)
    several = Several(tuple(programs), time.monotonic() - started)
    sys.stdout.write(as_json.render_all(several.report()) if options.format == "json" else several.as_text(style))
    return WRONG if several.problems else FOUND if several.stops else FINE


def _side_by_side(options: argparse.Namespace, configuration: Configuration) -> list[Judged]:
    """Each program, in the order of the call; as many at once as there are cores."""
    processes = Processes()

    def judged(target: Path) -> Judged:
        try:
            return Judged(str(target), run_of(options, target, configuration, run=processes.run))
        except Exception as error:  # noqa: BLE001 - the other programs have their report
            problem, frames = problem_of(error)
            if not processes.ended:
                complain(f"{target}: {problem}", frames)
            return Judged(str(target), None, problem)

    with ThreadPoolExecutor(min(len(options.targets), os.cpu_count() or 1)) as pool:
        try:
            return list(pool.map(judged, options.targets))
        except BaseException:  # A signal: no program may go on, or the pool would wait for it.
            processes.end()
            raise
