"""The commands ``constraints refresh`` and ``constraints report``."""

from __future__ import annotations

import sys

import click

from policypack.aws.arguments.rows import coverages, folder_of, rows_of
from policypack.commands import FINE
from policypack.commands.helps import Group
from policypack.harvest import modules
from policypack.harvest.refresh import type_data
from policypack.harvest.shapes import SOURCES, SourceName
from policypack.harvest.writing import write_service

_service = click.option("--service", default="", metavar="FOLDER", help="one folder of policypack/aws (ecr, lambda_)")


@click.group("constraints", cls=Group, examples=("constraints report",))
def constraints() -> None:
    """Rows of what AWS's models say of arguments."""


@constraints.command("refresh", examples=("constraints refresh --service ecr --from botocore",))
@_service
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=click.Choice(SOURCES),
    help="read only this source anew, and keep what the others said; may be repeated",
)
def refresh(service: str, sources: tuple[SourceName, ...]) -> int:
    """Write the rows anew, from installed packages."""
    read = sources or SOURCES
    total = 0
    for folder, types in _folders(service).items():
        found = [type_data(token, read, rows_of(token) if sources else None) for token in types]
        rows = write_service(folder, found, read)
        total += rows
        _progress(
            f"{folder}: {rows} rows of {sum(bool(one.rows or one.relations) for one in found)} of {len(found)} types"
        )
    _progress(f"{total} rows")
    return FINE


@constraints.command("report", examples=("constraints report --service ecr",))
@_service
def report(service: str) -> int:
    """Rows, covered arguments and what is left out, by service."""
    for one in coverages():
        if service in ("", one.folder):
            left_out = "; ".join(f"{count} {reason}" for reason, count in one.left_out.items())
            _say(
                f"{one.folder}: {one.rows} rows of {one.types} types, {one.certain} of them certain; {one.covered} of"
                f" {one.arguments} arguments; left out: {left_out or 'nothing'}"
            )
    return FINE


def _folders(service: str) -> dict[str, list[str]]:
    """Folder -> the types whose rows it has."""
    found: dict[str, list[str]] = {}
    for module in modules.modules():
        for token in modules.types_of(module):
            found.setdefault(folder_of(token), []).append(token)
    return {folder: types for folder, types in sorted(found.items()) if service in ("", folder)}


def _say(line: str) -> None:
    print(line)  # noqa: T201


def _progress(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201
