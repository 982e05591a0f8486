"""Runs the examples of a rule, each in a process of its own."""

from __future__ import annotations

import tempfile
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from policypack.engine.examples import folder_of_examples
from policypack.errors import ProgramError
from policypack.laws.asking import Ran, file_of
from policypack.laws.broken import Broken
from policypack.model.resources import Deployment
from policypack.model.stack import Stack
from policypack.rule import AnyRule, Example
from policypack.sources.foresight import Foresight
from policypack.sources.program import DEFAULT_TIMEOUT, ProgramRun, run_program
from policypack.wire.requests import deployment_of, resource_of, stack_of

LAW = "examples run"
SECRET = "secret:"
"""What an example's configuration value starts with that is a secret one."""
REGION = "us-east-1"
"""Where an example runs that does not say it."""
_AT_ONCE = 2


def runs_of(rule: AnyRule, examples: Sequence[Example]) -> list[Ran | Broken]:
    """Each example as it ran, or that its program failed."""
    files = files_of(rule)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(lambda one: _run(one, files.get(one.program, file_of(rule))), examples))


def config_of(example: Example) -> dict[str, str]:
    """The configuration that an example runs with; values of a secret one start with ``secret:``."""
    return {"aws:region": REGION, **example.config}


def told_by(ran: ProgramRun, config: Mapping[str, str]) -> tuple[Stack, Deployment]:
    """The stack that a program registers in a preview, and what is known of the run."""
    read = ran.placeholders.read
    analysed = {request.urn: resource_of(request, read) for request in ran.analyses}
    deployment = deployment_of(ran.configuration, {})
    secrets = deployment.secret_keys | {key for key, value in config.items() if value.startswith(SECRET)}
    return stack_of(ran.stack, analysed, read), replace(deployment, secret_keys=secrets)


def files_of(rule: AnyRule) -> Mapping[str, str]:
    """The text of an example -> its file."""
    folder = folder_of_examples(rule)
    return {file.read_text(encoding="utf-8"): str(file) for file in (folder.glob("*.py") if folder is not None else ())}


def _run(example: Example, file: str) -> Ran | Broken:
    try:
        return _ran(example, file, None)
    except ProgramError as error:
        lines = [line.strip() for line in error.frames.splitlines() if line.strip()]
        at = f" ({lines[-1]})" if lines else ""
        return Broken(LAW, file, f"The program failed: {error}{at}", "Correct the program; it runs as its text alone.")


def _ran(example: Example, file: str, foresight: Foresight | None) -> Ran:
    config = config_of(example)
    with tempfile.TemporaryDirectory(prefix="guardrails-example-") as folder:
        program = Path(folder) / "example.py"
        program.write_text(textwrap.dedent(example.program), encoding="utf-8")
        plain = {key: value.removeprefix(SECRET) for key, value in config.items()}
        ran = run_program(program, stack="dev", config=plain, timeout=DEFAULT_TIMEOUT, foresight=foresight)
    stack, deployment = told_by(ran, config)
    return Ran(
        example,
        stack,
        deployment,
        file,
        dict(_lines(ran, program)) if file.endswith(".py") else {},
        partial(_ran, example, file, Foresight()),
    )


def _lines(ran: ProgramRun, program: Path) -> Iterator[tuple[str, int]]:
    for urn, position in ran.positions.items():
        if position.file == program.name:
            yield urn.rsplit("::", 1)[-1], position.line
