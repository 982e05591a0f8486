"""``report``: reports that were made before, together and in any format; also of what the engine told of a preview."""

from __future__ import annotations

import argparse
from pathlib import Path

from policypack.commands.reporting import add_reporting, deliver, wanted_of
from policypack.engine.configuration.configuration import Configuration
from policypack.engine.index import listed_rules
from policypack.errors import ConfigurationError
from policypack.reports.event_log import read_event_log
from policypack.reports.reading import read_report
from policypack.reports.results import Report


def add_report(parser: argparse.ArgumentParser) -> None:
    """Adds what it takes."""
    parser.description = (
        "Show JSON reports of `preview` and `audit` again, together and in any format, or what"
        " `pulumi preview --policy-pack ... --event-log FILE` wrote."
        " Exit status: 0 no finding that --fail-on means, 1 some, 2 a file or the call is wrong, or a stack was not"
        " checked."
    )
    parser.add_argument("reports", type=Path, nargs="*", metavar="FILE", help="what `--format json` wrote")
    parser.add_argument("--event-log", type=Path, metavar="FILE", help="what the engine told of one preview")
    parser.add_argument(
        "--preview-json",
        type=Path,
        metavar="FILE",
        help="what `pulumi preview --json` printed: it has the file and line of each resource of the event log",
    )
    parser.add_argument(
        "--project", type=Path, default=Path(), metavar="DIR", help="the project of the event log; default: this folder"
    )
    add_reporting(parser)
    parser.set_defaults(run=_report)


def _report(options: argparse.Namespace) -> int:
    wanted = wanted_of(options)
    if not options.reports and options.event_log is None:
        raise ConfigurationError("report: name a JSON report, or an event log by --event-log FILE.")
    if options.preview_json is not None and options.event_log is None:
        raise ConfigurationError("--preview-json: goes with --event-log FILE.")
    stacks = [stack for file in options.reports for stack in read_report(file)]
    if options.event_log is not None:
        stacks.append(read_event_log(options.event_log, options.preview_json, options.project.as_posix()))
    return deliver(Report(stacks), wanted, Configuration(listed_rules()))
