"""``versions``: the versions of an engine, how long AWS supports them, and which to begin with."""

from __future__ import annotations

import sys

import click

from policypack.catalog.catalog import load_catalog
from policypack.catalog.listing import engines, table
from policypack.commands import FINE, WRONG
from policypack.commands.complaints import write_error
from policypack.commands.options import command


@command("versions", examples=("versions postgres", "versions redis --region eu-south-2 --all"))
@click.argument("engine", required=False, metavar="[ENGINE]", help="such as postgres; without it, the engines")
@click.option("--region", default="us-east-1", metavar="R", help="the region to judge for (us-east-1)")
@click.option("--all", "everything", is_flag=True, help="withdrawn and deprecated versions, too")
def versions(engine: str | None, region: str, everything: bool) -> int:
    """Show an engine's versions, the ends of their support, and which to use."""
    known = engines()
    if engine is None:
        sys.stdout.writelines(f"{name}\n" for name in sorted(known))
        return FINE
    name = engine.lower()
    if name not in known:
        write_error(f"No engine {engine}: the catalog has {', '.join(sorted(known))}.\n")
        return WRONG
    for service in known[name]:
        if len(known[name]) > 1:
            sys.stdout.write(f"{service}:\n")
        sys.stdout.writelines(
            f"{line}\n" for line in table(load_catalog(), service, name, region, everything=everything)
        )
    return FINE
