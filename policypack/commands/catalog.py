"""The commands ``catalog status``, ``catalog refresh`` and ``catalog diff``."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from policypack.catalog import from_aws as aws
from policypack.catalog import refresh as refreshing
from policypack.catalog.differences import differences
from policypack.catalog.files import DATA
from policypack.catalog.from_aws_docs import read_page
from policypack.catalog.from_cfn_lint import REGION
from policypack.catalog.status import known, known_of_region, table
from policypack.catalog.store import Store
from policypack.catalog.writing import today
from policypack.commands import FINE, FOUND, WRONG
from policypack.commands.helps import Group
from policypack.commands.options import FILE, at_most_one, section

_file = click.option("--file", type=FILE, default=DATA, help="a catalog file of your own (.json) instead of the pack's")
_source = section("The source, one of")


@click.group("catalog", cls=Group, examples=("catalog status",))
def catalog() -> None:
    """What is known of AWS's regions, and how to refresh it."""


@catalog.command("status", examples=("catalog status --region eu-south-2",))
@click.option("--region", metavar="R", help="engine by engine: versions, and how each is proven")
@_file
def status(region: str | None, file: Path) -> int:
    """What is known of which region, from when."""
    store = Store(file)
    rows = list(known_of_region(store, region) if region else known(store))
    if region and not rows:
        _progress(f"{region}: the catalog has seen no engine there")
        return FOUND
    for line in table(rows, today()):
        _say(line)
    return FINE


@catalog.command(
    "refresh", examples=("catalog refresh --from-aws --region eu-south-2", "catalog refresh --print-policy")
)
@_source("--from-cfn-lint", is_flag=True, help="the baseline, from the installed cfn-lint")
@_source("--from-aws", is_flag=True, help="from AWS's API, with your credentials (read only)")
@_source("--from-aws-docs", is_flag=True, help="release calendars, from AWS's documentation")
@_source(
    "--from-moto",
    type=FILE,
    metavar="WHEEL",
    help="instance types and services, from what `pip download --no-deps moto` gives",
)
@_source("--print-policy", is_flag=True, help="print the IAM policy that --from-aws needs")
@_source("--types", is_flag=True, help="resource types, from the installed pulumi-aws")
@click.option("--region", multiple=True, metavar="R", help="for --from-aws; more regions may follow it")
@click.argument("more_regions", nargs=-1, metavar="[R]...")
@click.option("--all-regions", is_flag=True, help="for --from-aws: every region that is enabled for the account")
@click.option("--profile", help="the AWS profile to use")
@click.option("--classes", is_flag=True, help="also what classes can be ordered (hundreds of calls)")
@_file
@click.pass_context
def refresh(
    context: click.Context,
    from_cfn_lint: bool,
    from_aws: bool,
    from_aws_docs: bool,
    from_moto: Path | None,
    print_policy: bool,
    types: bool,
    region: tuple[str, ...],
    more_regions: tuple[str, ...],
    all_regions: bool,
    profile: str | None,
    classes: bool,
    file: Path,
) -> int:
    """Write facts anew.

    Exit status: 0 all of it came, 1 something kept its old entry, 2 the call is wrong."""
    sources = {
        "from_cfn_lint": from_cfn_lint,
        "from_aws": from_aws,
        "from_aws_docs": from_aws_docs,
        "from_moto": from_moto,
        "print_policy": print_policy,
        "types": types,
    }
    at_most_one(**sources)
    if not any(sources.values()):
        context.fail("name a source: --from-cfn-lint, --from-aws, --from-aws-docs, --from-moto WHEEL or --types.")
    if more_regions and not region:
        context.fail(f"{more_regions[0]}: regions follow --region.")
    regions: Sequence[str] = (*region, *more_regions)
    if from_aws and not (regions or all_regions):
        context.fail(
            "--from-aws needs --region with at least one region, such as --region eu-south-2, or --all-regions"
        )
    if print_policy:
        _say(json.dumps(aws.policy(all_regions=all_regions, classes=classes), indent=2))
        return FINE
    store, failed = Store(file), 0
    if from_cfn_lint:
        refreshing.refresh_from_cfn_lint(store, _progress)
    if from_moto:
        refreshing.refresh_from_moto(store, from_moto, _progress)
    if types:
        refreshing.refresh_types(store, _progress)
    if from_aws_docs:
        failed = refreshing.refresh_from_aws_docs(store, read_page, _progress)
    if from_aws:
        clients = aws.clients_of(profile)
        if all_regions:
            regions = aws.regions(regions[0] if regions else _home_region(), clients)
        failed = refreshing.refresh_from_aws(store, regions, clients, classes, _progress)
    if failed:
        _progress(f"{failed} of the answers failed; what they would have replaced stays as it was.")
    return FOUND if failed else FINE


@catalog.command("diff", examples=("catalog diff old.json new.json",))
@click.argument("before", type=FILE, metavar="A", help="a catalog file, or a folder of section files")
@click.argument("after", type=FILE, metavar="B", help="the same")
def diff(before: Path, after: Path) -> int:
    """What two catalogs say differently.

    Exit status: 0 nothing, 1 something, 2 a catalog is missing."""
    for path in (before, after):
        if not path.exists():
            _progress(f"{path}: no such file or folder")
            return WRONG
    lines = list(differences(Store(before), Store(after)))
    for line in lines:
        _say(line)
    return FOUND if lines else FINE


def _home_region() -> str:
    """The region that is asked which regions there are."""
    return os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or REGION


def _say(line: str) -> None:
    print(line)  # noqa: T201


def _progress(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201
