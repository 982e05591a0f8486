"""``trend``: how the findings of a fleet change from run to run."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policypack.commands import FINE
from policypack.commands.options import FILE, command
from policypack.reports import history


@command("trend", examples=("trend history.jsonl",))
@click.argument("file", type=FILE, metavar="FILE", help="what --history wrote")
def trend(file: Path) -> int:
    """Show the runs that --history wrote down, each beside the one before."""
    sys.stdout.writelines(f"{line}\n" for line in history.trend(history.read_history(file)))
    return FINE
