"""Runs the programs of rules' examples, each once in a test session."""

from __future__ import annotations

import dataclasses
import textwrap
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.rule import Example
from policypack.sources.program import run_program
from policypack.wire.requests import deployment_of, resource_of, stack_of

SECRET = "secret:"
"""What an example's configuration value starts with that is a secret one."""


@cache
def run(program: str, config: tuple[tuple[str, str], ...]) -> tuple[Stack, Deployment]:
    """The stack that a program registers in a preview, and what is known of the run."""
    plain = {key: value.removeprefix(SECRET) for key, value in config}
    with TemporaryDirectory() as folder:
        file = Path(folder) / "example.py"
        file.write_text(textwrap.dedent(program), encoding="utf-8")
        ran = run_program(file, stack="dev", config=plain, timeout=120)
    analysed: dict[str, Resource] = {request.urn: resource_of(request) for request in ran.analyses}
    deployment = deployment_of(ran.configuration, {})
    secrets = deployment.secret_keys | {key for key, value in config if value.startswith(SECRET)}
    return stack_of(ran.stack, analysed), dataclasses.replace(deployment, secret_keys=secrets)


def run_example(example: Example) -> tuple[Stack, Deployment]:
    """The stack of an example; without a configuration the region is us-east-1."""
    return run(example.program, tuple(sorted({"aws:region": "us-east-1", **example.config}.items())))
