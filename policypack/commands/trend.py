"""``trend``: how the findings of a fleet change from run to run."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from policypack.commands import FINE
from policypack.reports.history import read_history, trend


def add_trend(parser: argparse.ArgumentParser) -> None:
    """Adds what it takes."""
    parser.description = "Show the runs that --history wrote down, each beside the one before."
    parser.add_argument("file", type=Path, metavar="FILE", help="what --history wrote")
    parser.set_defaults(run=_trend)


def _trend(options: argparse.Namespace) -> int:
    sys.stdout.writelines(f"{line}\n" for line in trend(read_history(options.file)))
    return FINE
