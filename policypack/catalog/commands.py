"""The commands ``catalog status``, ``catalog refresh`` and ``catalog diff``."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from policypack.catalog import from_aws, from_aws_docs, from_cfn_lint, refresh
from policypack.catalog.differences import differences
from policypack.catalog.files import DATA
from policypack.catalog.status import known, known_of_region, table
from policypack.catalog.store import Store
from policypack.catalog.writing import today

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_catalog(parser: argparse.ArgumentParser) -> None:
    """Adds the commands; each sets ``run``, a function from the arguments to the exit status."""
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_status(commands)
    _add_refresh(commands)
    _add_diff(commands)


def run_status(arguments: argparse.Namespace) -> int:
    """Print what is known of which region, and from when; of one region, engine by engine."""
    store = Store(arguments.file)
    rows = list(known_of_region(store, arguments.region) if arguments.region else known(store))
    if arguments.region and not rows:
        _progress(f"{arguments.region}: the catalog has seen no engine there")
        return 1
    for line in table(rows, today()):
        _say(line)
    return 0


def run_refresh(arguments: argparse.Namespace) -> int:
    """Refresh from the source that was asked for: 0 when all of it came, 1 when something kept its old entry."""
    store = Store(arguments.file)
    if arguments.from_cfn_lint:
        refresh.refresh_from_cfn_lint(store, _progress)
    if arguments.from_moto:
        refresh.refresh_from_moto(store, arguments.from_moto, _progress)
    if arguments.types:
        refresh.refresh_types(store, _progress)
    failed = 0
    if arguments.from_aws_docs:
        failed = refresh.refresh_from_aws_docs(store, from_aws_docs.read_page, _progress)
    if arguments.from_aws:
        clients = from_aws.clients_of(arguments.profile)
        regions = arguments.region
        if arguments.all_regions:
            regions = from_aws.regions(regions[0] if regions else _home_region(), clients)
        failed = refresh.refresh_from_aws(store, regions, clients, arguments.classes, _progress)
    if failed:
        _progress(f"{failed} of the answers failed; what they would have replaced stays as it was.")
    return 1 if failed else 0


def run_diff(arguments: argparse.Namespace) -> int:
    """Print what two catalogs say differently: 0 when nothing, 1 when something."""
    for path in (arguments.before, arguments.after):
        if not path.exists():
            _progress(f"{path}: no such file or folder")
            return 2
    lines = list(differences(Store(arguments.before), Store(arguments.after)))
    for line in lines:
        _say(line)
    return 1 if lines else 0


def _add_status(commands: Subparsers) -> None:
    status = commands.add_parser("status", help="what is known of which region, from when")
    status.add_argument("--region", metavar="R", help="engine by engine: versions, and how each is proven")
    _add_file(status)
    status.set_defaults(run=run_status)


def _add_refresh(commands: Subparsers) -> None:
    parser = commands.add_parser("refresh", help="write facts anew")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--from-cfn-lint", action="store_true", help="the baseline, from the installed cfn-lint")
    source.add_argument("--from-aws", action="store_true", help="from AWS's API, with your credentials (read only)")
    source.add_argument("--from-aws-docs", action="store_true", help="release calendars, from AWS's documentation")
    source.add_argument(
        "--from-moto",
        type=Path,
        metavar="WHEEL",
        help="instance types and services, from what `pip download --no-deps moto` gives",
    )
    source.add_argument("--print-policy", action="store_true", help="print the IAM policy that --from-aws needs")
    source.add_argument("--types", action="store_true", help="resource types, from the installed pulumi-aws")
    parser.add_argument("--region", nargs="+", action="extend", default=[], metavar="R", help="for --from-aws")
    parser.add_argument(
        "--all-regions", action="store_true", help="for --from-aws: every region that is enabled for the account"
    )
    parser.add_argument("--profile", help="the AWS profile to use")
    parser.add_argument("--classes", action="store_true", help="also what classes can be ordered (hundreds of calls)")
    _add_file(parser)
    parser.set_defaults(run=lambda arguments: _checked(parser, arguments))


def _add_diff(commands: Subparsers) -> None:
    diff = commands.add_parser("diff", help="what two catalogs say differently")
    diff.add_argument("before", type=Path, metavar="A", help="a catalog file, or a folder of section files")
    diff.add_argument("after", type=Path, metavar="B")
    diff.set_defaults(run=run_diff)


def _add_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--file", type=Path, default=DATA, help="a catalog file of your own (.json) instead of the pack's"
    )


def _checked(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    if arguments.from_aws and not (arguments.region or arguments.all_regions):
        parser.error(
            "--from-aws needs --region with at least one region, such as --region eu-south-2, or --all-regions"
        )
    if arguments.print_policy:
        _say(json.dumps(from_aws.policy(all_regions=arguments.all_regions, classes=arguments.classes), indent=2))
        return 0
    return run_refresh(arguments)


def _home_region() -> str:
    """The region that is asked which regions there are."""
    return os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or from_cfn_lint.REGION


def _say(line: str) -> None:
    print(line)  # noqa: T201


def _progress(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201
