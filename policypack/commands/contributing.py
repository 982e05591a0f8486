"""The commands that write the pack's own files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policypack.commands import FINE
from policypack.commands.man_page import NAME, man_page
from policypack.commands.options import FOLDER, at_most_one, command
from policypack.engine.configuration.file_place import PACK_FOLDER
from policypack.engine.index import FILE as INDEX
from policypack.engine.index import index_of, listed_rules
from policypack.engine.pack import PROJECT_FILE
from policypack.engine.registry import all_rules
from policypack.errors import ConfigurationError
from policypack.reports import schemas
from policypack.reports.arguments_page import with_services_table
from policypack.reports.new_rule import write_new_rule
from policypack.reports.pages import write_pages


def checkout(command: str, otherwise: str = "", folder: Path = PACK_FOLDER) -> Path:
    """The checkout that this pack runs from. ConfigurationError where it is an installed package."""
    if not (folder / PROJECT_FILE).is_file():
        raise ConfigurationError(
            f"`{command}` writes into a checkout of the pack, and this one is installed in {folder}{otherwise}."
        )
    return folder


@command(
    "docs",
    examples=(
        "docs",
        "docs --to pages",
    ),
)
@click.option("--to", type=FOLDER, metavar="DIR", help="write them into another folder, and leave the checkout")
@click.pass_context
def docs(context: click.Context, to: Path | None) -> int:
    """Write the pages of all rules, JSON schemas and the man page into a checkout of the pack."""
    folder = to or checkout("docs", "; name a folder by --to") / "docs"
    count = write_pages(folder, all_rules())
    if to is None:
        INDEX.write_text(index_of(all_rules()), encoding="utf-8")
        for name in schemas.SCHEMAS:
            (folder / f"{name}.schema.json").write_text(schemas.written(name, listed_rules()), encoding="utf-8")
        root = context.find_root().command
        (folder / f"{NAME}.1").write_text(man_page(root), encoding="utf-8")
        arguments = folder / "arguments.md"
        arguments.write_text(with_services_table(arguments.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{count} pages written to {folder}.\n")
    return FINE


@command("new-rule", examples=("new-rule sqs-queue-encrypted --service sqs",))
@click.argument("rule", metavar="ID", help="service-thing-quality")
@click.option("--service", required=True, metavar="NAME", help="its folder: s3, rds, vpc, ...")
@click.option("--stack", is_flag=True, help="it needs other resources, too")
@click.option("--rows", is_flag=True, help="a table of what AWS rejects")
def new_rule(rule: str, service: str, stack: bool, rows: bool) -> int:
    """Write the file of a new rule into a checkout of the pack."""
    at_most_one(stack=stack, rows=rows)
    services = checkout("new-rule") / "policypack" / "aws"
    file = write_new_rule(rule, services / service, kind="stack" if stack else "rows" if rows else "resource")
    sys.stdout.write(f"{file} written: fill it in, then run ./guardrails test -k {rule}\n")
    return FINE
