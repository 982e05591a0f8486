"""The commands ``constraints refresh`` and ``constraints report``."""

from __future__ import annotations

import argparse
import sys

from policypack.aws.arguments.rows import coverages, folder_of, rows_of
from policypack.harvest import modules
from policypack.harvest.refresh import type_data
from policypack.harvest.shapes import SOURCES
from policypack.harvest.writing import write_service


def add_constraints(parser: argparse.ArgumentParser) -> None:
    """Adds the commands; each sets ``run``, a function from the arguments to the exit status."""
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    refresh = commands.add_parser("refresh", help="write the rows anew, from installed packages")
    _add_service(refresh)
    refresh.add_argument(
        "--from",
        dest="sources",
        action="append",
        choices=SOURCES,
        help="read only this source anew, and keep what the others said; may be repeated",
    )
    refresh.set_defaults(run=run_refresh)
    report = commands.add_parser("report", help="rows, covered arguments and what is left out, by service")
    _add_service(report)
    report.set_defaults(run=run_report)


def run_refresh(arguments: argparse.Namespace) -> int:
    """Write the files of all services, or of one."""
    sources = tuple(arguments.sources or SOURCES)
    total = 0
    for folder, types in _folders(arguments.service).items():
        found = [type_data(token, sources, rows_of(token) if arguments.sources else None) for token in types]
        rows = write_service(folder, found, sources)
        total += rows
        _progress(
            f"{folder}: {rows} rows of {sum(bool(one.rows or one.relations) for one in found)} of {len(found)} types"
        )
    _progress(f"{total} rows")
    return 0


def run_report(arguments: argparse.Namespace) -> int:
    """Print what is known of each service."""
    for one in coverages():
        if arguments.service in ("", one.folder):
            left_out = "; ".join(f"{count} {reason}" for reason, count in one.left_out.items())
            _say(
                f"{one.folder}: {one.rows} rows of {one.types} types, {one.certain} of them certain; {one.covered} of"
                f" {one.arguments} arguments; left out: {left_out or 'nothing'}"
            )
    return 0


def _folders(service: str) -> dict[str, list[str]]:
    """Folder -> the types whose rows it has."""
    found: dict[str, list[str]] = {}
    for module in modules.modules():
        for token in modules.types_of(module):
            found.setdefault(folder_of(token), []).append(token)
    return {folder: types for folder, types in sorted(found.items()) if service in ("", folder)}


def _add_service(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--service", default="", metavar="FOLDER", help="one folder of policypack/aws (ecr, lambda_)")


def _say(line: str) -> None:
    print(line)  # noqa: T201


def _progress(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201
