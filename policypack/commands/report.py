"""``report``: reports that were made before, together and in any format; also of what the engine told of a preview."""

from __future__ import annotations

from pathlib import Path

import click

from policypack.commands.configuration import configuration_of, organization_option
from policypack.commands.options import FILE, FOLDER, command, section
from policypack.commands.reporting import Wanted, deliver, reporting_options
from policypack.engine.exemptions.recorded import TOOL
from policypack.errors import ConfigurationError
from policypack.reports.event_log import read_event_log
from policypack.reports.reading import read_report
from policypack.reports.results import Report

_option = section("An event log")


@command(
    "report",
    examples=(
        "report report.json --format markdown",
        "report report.json --since last.json --fail-on new",
        "report --event-log events.json --preview-json preview.json",
    ),
)
@click.argument("reports", nargs=-1, type=FILE, metavar="[FILE]...", help="what `--format json` wrote")
@_option("--event-log", type=FILE, metavar="FILE", help="what the engine told of one preview")
@_option(
    "--preview-json",
    type=FILE,
    metavar="FILE",
    help="what `pulumi preview --json` printed: it has the file and line of each resource of the event log",
)
@_option(
    "--project", type=FOLDER, default=".", metavar="DIR", help="the project of the event log; default: this folder"
)
@_option("--pack", default=TOOL, metavar="NAME", help="the policy pack's name", show_default=True)
@reporting_options
@organization_option
def report(
    reports: tuple[Path, ...],
    event_log: Path | None,
    preview_json: Path | None,
    project: Path,
    pack: str,
    wanted: Wanted,
    guardrails: Path | None,
) -> int:
    """Show JSON reports of `preview` and `audit` again, together and in any format, or what
    `pulumi preview --policy-pack ... --event-log FILE` wrote.

    Exit status: 0 no finding that --fail-on means, 1 some, 2 a file or the call is wrong, or a stack was not checked.
    """
    if not reports and event_log is None:
        raise ConfigurationError("report: name a JSON report, or an event log by --event-log FILE.")
    if preview_json is not None and event_log is None:
        raise ConfigurationError("--preview-json: goes with --event-log FILE.")
    configuration = configuration_of(guardrails)
    stacks = [stack for file in reports for stack in read_report(file)]
    if event_log is not None:
        known = configuration.rules
        stacks.append(read_event_log(event_log, preview_json, project.as_posix(), pack=pack, known=known))
    return deliver(Report(stacks), wanted, configuration)
