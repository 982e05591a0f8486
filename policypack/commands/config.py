"""``config show``: every effective setting and where it came from."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policypack.commands import FINE
from policypack.commands.configuration import Settings, configuration_options
from policypack.commands.helps import Group
from policypack.commands.options import FILE, FOLDER, at_most_one
from policypack.model.resources import Deployment
from policypack.reports.effective_settings import render_settings


@click.group("config", cls=Group, examples=("config show",))
def config() -> None:
    """Show the effective configuration."""


@config.command("show", examples=("config show --stack Pulumi.prod.yaml", "config show --preset strict"))
@click.option("--stack", type=FILE, metavar="FILE", help="a stack's file, as Pulumi.prod.yaml")
@click.option("--project", type=FOLDER, metavar="DIR", help="a project's folder, for its only stack")
@configuration_options
def show(stack: Path | None, project: Path | None, settings: Settings) -> int:
    """Print every effective setting and where it came from."""
    at_most_one(stack=stack, project=project)
    configuration = settings.configuration()
    deployment = Deployment()
    if stack is not None:
        from policypack.offline import deployment_of_stack_file  # noqa: PLC0415 - needs grpc

        deployment = deployment_of_stack_file(stack)
    elif project is not None:
        from policypack.offline import deployment_of_project  # noqa: PLC0415 - as it

        deployment = deployment_of_project(project)
    sys.stdout.write(render_settings(configuration.settings(deployment), configuration.today))
    return FINE
