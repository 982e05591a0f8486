"""What every command takes that runs or judges a program, and the run that it asks for."""

from __future__ import annotations

import dataclasses
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from policypack.commands.configuration import Settings
from policypack.commands.options import FILE, section, together
from policypack.engine.configuration.configuration import Configuration
from policypack.engine.configuration.file_place import unread_settings
from policypack.errors import ConfigurationError
from policypack.model.records import record
from policypack.offline import preview
from policypack.reports.run import Run
from policypack.reports.text import WIDEST, Style
from policypack.sources.processes import RunCommand, run_command

TARGET = "the program's project folder, one FILE.py, or what `pulumi stack export` wrote to a FILE.json"
_AS_THEY_ARE: Mapping[Path, bytes] = {}
_option = section("The program")


def _seconds(text: str) -> float:
    """A number of seconds above 0."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 1_000_000:
        raise ValueError(f"{text} is not a number of seconds above 0")
    return seconds


@record(frozen=True, slots=True)
class Stack:
    """How a program is run: as which stack, with which configuration, and for how long."""

    stack: str | None
    config: tuple[str, ...]
    secret_config: tuple[str, ...]
    timeout: float


@record(frozen=True, slots=True)
class Program:
    """What a run of a program finds around it."""

    answers: Path | None
    stack_outputs: tuple[str, ...]
    foresight: bool
    strict: bool
    allow_aws: bool


stack_options = together(
    "stack",
    Stack,
    [
        _option("--stack", metavar="NAME", help="the stack whose configuration is read"),
        _option("--config", multiple=True, metavar="KEY=VALUE", help="a configuration value; may be repeated"),
        _option(
            "--secret-config",
            multiple=True,
            metavar="KEY=VALUE",
            help="a secret configuration value, which no message shows; may be repeated",
        ),
        _option("--timeout", type=_seconds, default=300, metavar="SECONDS", help="default: 300"),
    ],
)
"""What every command takes that runs a program, as ``stack``."""
program_options = together(
    "program",
    Program,
    [
        _option("--answers", type=FILE, metavar="FILE", help="answers of data sources, as YAML or JSON"),
        _option(
            "--stack-outputs",
            multiple=True,
            metavar="[STACK=]FILE",
            help="what `pulumi stack output --json` says of a stack that the program refers to; may be repeated",
        ),
        _option(
            "--no-foresight",
            "foresight",
            is_flag=True,
            flag_value=False,
            default=True,
            help="leave unknown what a preview does not know, with no placeholders for it",
        ),
        _option("--strict", is_flag=True, help="data sources that nothing answers are an error"),
        _option(
            "--allow-aws", is_flag=True, help="let the program find AWS's credentials, for what it asks AWS itself"
        ),
    ],
)
"""What every command takes that judges a program, as ``program``."""


@record(frozen=True, slots=True)
class Call:
    """What a call says of the programs that it judges, all alike."""

    stack: Stack
    program: Program
    settings: Settings

    def run(
        self,
        target: Path,
        configuration: Configuration,
        contents: Mapping[Path, bytes] = _AS_THEY_ARE,
        run: RunCommand = run_command,
    ) -> Run:
        """The run of one program. Raises GuardrailsError where there is none."""
        found = preview(
            target,
            configuration,
            stack=self.stack.stack,
            config=config_of("--config", self.stack.config),
            secret_config=config_of("--secret-config", self.stack.secret_config),
            answers=self.program.answers,
            timeout=self.stack.timeout,
            foresight=self.program.foresight,
            strict=self.program.strict,
            allow_aws=self.program.allow_aws,
            contents=contents,
            stack_outputs=self.program.stack_outputs,
            run=run,
        )
        unread = "" if self.settings.guardrails else unread_settings(target, os.environ)
        return dataclasses.replace(found, warnings=(*found.warnings, unread)) if unread else found


def config_of(option: str, pairs: Sequence[str]) -> dict[str, str]:
    """The values of an option that may be repeated. Raises ConfigurationError for one that is no pair."""
    for pair in pairs:
        if "=" not in pair:
            shown = "" if option == "--secret-config" else f" {pair}"
            raise ConfigurationError(f"{option}{shown}: is not of the form KEY=VALUE.")
    return dict(pair.split("=", 1) for pair in pairs)


def style_of(*, each: bool = False, only_new: bool = False) -> Style:
    """How the terminal shows a report."""
    if not sys.stdout.isatty():
        return Style(each=each, only_new=only_new)
    columns = shutil.get_terminal_size((WIDEST, 24)).columns
    return Style(colour=not os.environ.get("NO_COLOR"), columns=columns, each=each, only_new=only_new)
