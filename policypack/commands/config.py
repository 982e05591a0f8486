"""``config show``: every effective setting and where it came from."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from policypack.commands import FINE
from policypack.engine.configuration.commands import add_arguments, configuration_of
from policypack.model.resources import Deployment
from policypack.reports.effective_settings import render_settings


def add_config(parser: argparse.ArgumentParser) -> None:
    """Adds what it takes."""
    parts = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    show = parts.add_parser("show", help="print every effective setting and where it came from")
    of = show.add_mutually_exclusive_group()
    of.add_argument("--stack", type=Path, metavar="FILE", help="a stack's file, as Pulumi.prod.yaml")
    of.add_argument("--project", type=Path, metavar="DIR", help="a project's folder, for its only stack")
    add_arguments(show)
    show.set_defaults(run=_show)


def _show(options: argparse.Namespace) -> int:
    configuration = configuration_of(options)
    deployment = Deployment()
    if options.stack is not None or options.project is not None:
        from policypack.offline import deployment_of_project, deployment_of_stack_file  # noqa: PLC0415 - needs grpc

        deployment = (
            deployment_of_project(options.project) if options.stack is None else deployment_of_stack_file(options.stack)
        )
    sys.stdout.write(render_settings(configuration.settings(deployment), configuration.today))
    return FINE
