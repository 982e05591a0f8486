"""``audit``: what is deployed, as the states of stacks tell it, judged as a preview judges programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from policypack.commands.configuration import Settings, configuration_options
from policypack.commands.options import command, section
from policypack.commands.reporting import Wanted, deliver, reporting_options
from policypack.fleet.audit import Progress
from policypack.fleet.audit import audit as judged
from policypack.fleet.places import find_states
from policypack.fleet.spool import Spool
from policypack.fleet.workers import workers as workers_of
from policypack.reports import fleet_text, text
from policypack.reports.formats import TEXT

_option = section("Many states")


@command(
    "audit",
    examples=(
        "audit state.json",
        "audit states --history history.jsonl",
        "audit 's3://states/.pulumi/stacks/**' --output html=fleet.html",
    ),
)
@click.argument(
    "states",
    nargs=-1,
    required=True,
    metavar="STATE...",
    help="what `pulumi stack export` wrote, a backend's checkpoint (.json or .json.gz), a folder or pattern of them, or"
    " a URL as s3://bucket/.pulumi/stacks/**",
)
@_option("--workers", type=click.IntRange(1, 999), metavar="N", help="processes; default: one for each core")
@_option("--scheduler", default="", metavar="ADDRESS", help="a Dask scheduler, whose workers do the work")
@reporting_options
@configuration_options
def audit(states: tuple[str, ...], workers: int | None, scheduler: str, wanted: Wanted, settings: Settings) -> int:
    """Check the states of deployed stacks, with the same rules and settings as a preview. Stacks that name each other's
    resources are judged together.

    Exit status: 0 no finding that --fail-on means, 1 some, 2 a state could not be judged or the call is wrong."""
    configuration = settings.configuration()
    found = find_states(states)
    needs_graph = bool(wanted.shown != TEXT or wanted.outputs or wanted.framework)
    chosen = workers_of(configuration, len(found), count=workers, scheduler=scheduler, graph=needs_graph)
    with chosen as do, _progress() as progress:
        report = judged(found, do, progress)
    try:
        return deliver(report, wanted, configuration, text.render if len(found) == 1 else fleet_text.render)
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
