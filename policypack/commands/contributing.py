"""The commands that write the pack's own files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policypack.authoring.new_rule import write_new_rule
from policypack.authoring.own_rule import settings_for, write_own_rule
from policypack.authoring.properties import demand_on
from policypack.commands import FINE
from policypack.commands.configuration import configuration_of, organization_option
from policypack.commands.man_page import NAME, man_page
from policypack.commands.options import FILE, FOLDER, at_most_one, command, section
from policypack.engine.configuration.file_place import FILE_NAME, PACK_FOLDER
from policypack.engine.index import FILE as INDEX
from policypack.engine.index import index_of, listed_rules, loaded
from policypack.engine.pack import PROJECT_FILE
from policypack.engine.registry import all_rules
from policypack.errors import ConfigurationError
from policypack.reports import schemas
from policypack.reports.arguments_page import with_services_table
from policypack.reports.pages import write_pages

_place = section("Where it is written")


def checkout(command: str, otherwise: str = "", folder: Path = PACK_FOLDER) -> Path:
    """The checkout that this pack runs from. ConfigurationError where it is an installed package."""
    if not (folder / PROJECT_FILE).is_file():
        raise ConfigurationError(
            f"`{command}` writes into a checkout of the pack, and this one is installed in {folder}{otherwise}."
        )
    return folder


@command("docs", examples=("docs", "docs --to pages"))
@click.option("--to", type=FOLDER, metavar="DIR", help="write them into another folder, and leave the checkout")
@organization_option
@click.pass_context
def docs(context: click.Context, to: Path | None, guardrails: Path | None) -> int:
    """Write the pages of all rules, JSON schemas and the man page into a checkout of the pack; or the pages, with those
    of the organization's rules, into a folder."""
    folder = to or checkout("docs", "; name a folder by --to") / "docs"
    rules = all_rules() if to is None else tuple(map(loaded, configuration_of(guardrails).rules))
    count = write_pages(folder, rules)
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


@command(
    "new-rule",
    examples=(
        "new-rule acme-bucket-owned --type aws:s3/bucket:Bucket",
        "new-rule acme-database-class --type aws:rds/instance:Instance --property instanceClass --row",
        "new-rule sqs-queue-encrypted --service sqs",
    ),
)
@click.argument("rule", metavar="ID", help="service-thing-quality, as acme-bucket-named")
@click.option("--type", "token", metavar="TYPE", help="what it is about, as aws:s3/bucket:Bucket")
@click.option("--property", metavar="NAME", help="the property to begin with; default: tags, or the first that fits")
@click.option("--stack", is_flag=True, help="it needs other resources, too")
@click.option("--row", "--rows", "row", is_flag=True, help="a row in YAML")
@_place("--into", type=FOLDER, default="rules", metavar="DIR", help="your rules", show_default=True)
@_place("--guardrails", type=FILE, default=FILE_NAME, metavar="FILE", help="your settings", show_default=True)
@_place("--service", metavar="NAME", help="write it into a checkout of the pack: s3, rds, vpc, ...")
def new_rule(
    rule: str,
    token: str | None,
    property: str | None,
    stack: bool,
    row: bool,
    into: Path,
    guardrails: Path,
    service: str | None,
) -> int:
    """Write a new rule with its examples into a folder of your own. It works as it is: change it from there, and run
    `guardrails test-rule ID`."""
    at_most_one(stack=stack, row=row)
    if service is not None:
        services = checkout("new-rule") / "policypack" / "aws"
        file = write_new_rule(rule, services / service, kind="stack" if stack else "rows" if row else "resource")
        sys.stdout.write(f"{file} written: fill it in, then run ./guardrails test -k {rule}\n")
        return FINE
    if token is None:
        raise click.UsageError("name what it is about: --type aws:s3/bucket:Bucket.", click.get_current_context())
    demand = demand_on(token, property, only_texts=stack)
    files = write_own_rule(rule, into, demand, "stack" if stack else "row" if row else "resource")
    said = settings_for(into, guardrails)
    names = "".join(f"  {file}\n" for file in files)
    sys.stdout.write(f"Written:\n{names}{said}Change it, and run: guardrails test-rule {rule}\n")
    return FINE
