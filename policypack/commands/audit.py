"""``audit``: what is deployed, as the states of stacks tell it, judged as a preview judges programs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from policypack.commands.reporting import add_reporting, deliver, wanted_of
from policypack.engine.configuration.commands import add_arguments, configuration_of
from policypack.fleet.audit import Progress, audit
from policypack.fleet.places import find_states
from policypack.fleet.spool import Spool
from policypack.fleet.workers import workers
from policypack.reports import fleet_text, text
from policypack.reports.formats import TEXT


def add_audit(parser: argparse.ArgumentParser) -> None:
    """Adds what it takes."""
    parser.description = (
        "Check the states of deployed stacks, with the same rules and settings as a preview. Stacks that name each"
        " other's resources are judged together."
        " Exit status: 0 no finding that --fail-on means, 1 some, 2 a state could not be judged or the call is wrong."
    )
    parser.add_argument(
        "states",
        nargs="+",
        metavar="STATE",
        help="what `pulumi stack export` wrote, a backend's checkpoint (.json or .json.gz), a folder or pattern of"
        " them, or a URL as s3://bucket/.pulumi/stacks/**",
    )
    parser.add_argument("--workers", type=_count, metavar="N", help="processes; default: one for each core")
    parser.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help="a Dask scheduler, whose workers do the work"
    )
    add_reporting(parser)
    add_arguments(parser)
    parser.set_defaults(run=_audit)


def _audit(options: argparse.Namespace) -> int:
    wanted = wanted_of(options)
    configuration = configuration_of(options)
    states = find_states(options.states)
    needs_graph = wanted.shown != TEXT or wanted.outputs or wanted.framework
    chosen = workers(
        configuration, len(states), count=options.workers, scheduler=options.scheduler, graph=bool(needs_graph)
    )
    with chosen as do, _progress() as progress:
        report = audit(states, do, progress)
    try:
        return deliver(report, wanted, configuration, text.render if len(states) == 1 else fleet_text.render)
    finally:
        if isinstance(report.stacks, Spool):
            report.stacks.close()


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on standard error, where that is a terminal and rich is installed."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    try:
        from rich.console import Console  # noqa: PLC0415 - only for people who watch
        from rich.progress import Progress as Bar  # noqa: PLC0415 - as it
    except ModuleNotFoundError:
        yield lambda *_: None
        return
    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("states", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _count(text: str) -> int:
    """A number of processes above 0."""
    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) < 1000):
        raise argparse.ArgumentTypeError(f"{text} is not a number of processes from 1 to 999")
    return int(text)
