"""Runs the programs of rules' examples, each once in a test session."""

from __future__ import annotations

import hashlib
import os
import pickle
import re
import tempfile
import textwrap
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from google.protobuf import descriptor_pool, message_factory
from google.protobuf.message import Message

from policypack.laws import runs
from policypack.laws.asking import Ran
from policypack.laws.runs import SECRET
from policypack.model.resources import Deployment
from policypack.model.stack import Stack
from policypack.rule import Example
from policypack.sources.foresight import Foresight
from policypack.sources.processes import RunCommand
from policypack.sources.program import ProgramRun, run_program
from tests.forks import run_fork
from tests.updates import Actual

SHARED_RUNS = "GUARDRAILS_SHARED_RUNS"
"""The variable that names the folder where a session's test processes share what they ran."""
IMPORTED = ("pulumi", "pulumi_aws", "pulumi_random", "grpc.experimental")

PLAIN, FORESEEN = "plain", "foreseen"
UPDATES = ("update of one account", "update of another")
OUTLOOKS: dict[str, Callable[[], Foresight | None]] = {
    PLAIN: lambda: None,
    FORESEEN: Foresight,
    **{update: partial(Actual, variant) for variant, update in enumerate(UPDATES)},
}
"""What the stand-in of the engine answers: nothing, placeholders, or values as real as AWS's."""

Config = tuple[tuple[str, str], ...]


def run_example(example: Example, outlook: str = PLAIN) -> tuple[Stack, Deployment]:
    """The stack of an example; without a configuration the region is us-east-1."""
    return run(example.program, config_of(example), outlook)


def config_of(example: Example) -> Config:
    return tuple(sorted(runs.config_of(example).items()))


def ran(example: Example, outlook: str = PLAIN) -> Ran:
    """The example as laws are asked of it."""
    return Ran(example, *run_example(example, outlook), foresee=partial(ran, example, FORESEEN))


@cache
def run(program: str, config: Config, outlook: str = PLAIN) -> tuple[Stack, Deployment]:
    """The stack that a program registers in a preview, and what is known of the run."""
    return runs.told_by(shared_run(program, config, outlook), dict(config))


def shared_run(program: str, config: Config, outlook: str = PLAIN) -> ProgramRun:
    """The program's run, of this process or of another one in this session. ``outlook`` is what the program is told of
    resources to be created."""
    return shared(
        repr((program, config, outlook)), lambda: run_text(program, config, forking(program), OUTLOOKS[outlook]())
    )


def shared_program(folder: Path, stack: str, outlook: str = PLAIN) -> ProgramRun:
    """The run of a program in a folder of the tests, of this process or of another one in this session."""
    return shared(
        repr((folder, stack, outlook)), lambda: run_program(folder, stack=stack, foresight=OUTLOOKS[outlook]())
    )


def shared(key: str, run_: Callable[[], ProgramRun]) -> ProgramRun:
    """What another process of the session ran already, or what ``run_`` runs."""
    folder = os.environ.get(SHARED_RUNS)
    if not folder:
        return run_()
    file = Path(folder) / hashlib.sha256(key.encode()).hexdigest()
    if file.exists():
        known: ProgramRun = pickle.loads(file.read_bytes())
        return known
    made = run_()
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as unfinished:
        RunPickler(unfinished).dump(made)
    Path(unfinished.name).replace(file)
    return made


class RunPickler(pickle.Pickler):
    """Writes messages as their bytes: pulumi's message classes cannot be imported by the module that they name."""

    def reducer_override(self, value: object) -> Any:
        if isinstance(value, Message):
            return message_of, (value.DESCRIPTOR.full_name, value.SerializeToString())
        return NotImplemented


def message_of(full_name: str, content: bytes) -> Message:
    """The message of a type, from its bytes."""
    descriptor = descriptor_pool.Default().FindMessageTypeByName(full_name)
    return message_factory.GetMessageClass(descriptor).FromString(content)


def run_text(program: str, config: Config, run_: RunCommand, foresight: Foresight | None = None) -> ProgramRun:
    """Runs a program from its text."""
    plain = {key: value.removeprefix(SECRET) for key, value in config}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "example.py"
        file.write_text(textwrap.dedent(program), encoding="utf-8")
        return run_program(file, stack="dev", config=plain, timeout=120, run=run_, foresight=foresight)


def forking(program: str) -> RunCommand:
    """Forks of a process that has imported the parts of pulumi-aws that the program's text names."""
    services = sorted(set(re.findall(r"\baws\.([a-z][a-z0-9]*)\.", program)))
    return partial(run_fork, modules=(*IMPORTED, *(f"pulumi_aws.{service}" for service in services)))
