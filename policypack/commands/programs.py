"""What every command takes that runs or judges a program, and the run that it asks for."""

from __future__ import annotations

import argparse
import dataclasses
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from policypack.engine.configuration.commands import PACK_FOLDER, add_arguments
from policypack.engine.configuration.configuration import Configuration
from policypack.engine.configuration.file_place import FILE_NAME, VARIABLE
from policypack.errors import ConfigurationError
from policypack.offline import preview
from policypack.reports.run import Run
from policypack.reports.text import WIDEST, Style
from policypack.sources.processes import RunCommand, run_command

_TARGET = "the program's project folder, one FILE.py, or what `pulumi stack export` wrote to a FILE.json"
_AS_THEY_ARE: Mapping[Path, bytes] = {}


def add_program(parser: argparse.ArgumentParser) -> None:
    """What every command takes that judges a program."""
    parser.add_argument("--answers", type=Path, metavar="FILE", help="answers of data sources, as YAML or JSON")
    parser.add_argument(
        "--stack-outputs",
        action="append",
        default=[],
        metavar="[STACK=]FILE",
        help="what `pulumi stack output --json` says of a stack that the program refers to; may be repeated",
    )
    parser.add_argument(
        "--no-foresight",
        dest="foresight",
        action="store_false",
        help="leave unknown what a preview does not know, with no placeholders for it",
    )
    parser.add_argument("--strict", action="store_true", help="data sources that nothing answers are an error")
    parser.add_argument(
        "--allow-aws",
        action="store_true",
        help="let the program find AWS's credentials, for what it asks AWS itself",
    )
    add_arguments(parser)


def add_target(parser: argparse.ArgumentParser, *, several: bool = False, optional: bool = False) -> None:
    """What every command takes that runs a program, or ``several``."""
    if several:
        more = "; several programs are run side by side and have one report"
        parser.add_argument("targets", type=Path, nargs="+", metavar="TARGET", help=_TARGET + more)
    else:
        parser.add_argument("target", type=Path, nargs="?" if optional else None, metavar="TARGET", help=_TARGET)
    parser.add_argument("--stack", metavar="NAME", help="the stack whose configuration is read")
    parser.add_argument(
        "--config", action="append", default=[], metavar="KEY=VALUE", help="a configuration value; may be repeated"
    )
    parser.add_argument(
        "--secret-config",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="a secret configuration value, which no message shows; may be repeated",
    )
    parser.add_argument("--timeout", type=_seconds, default=300, metavar="SECONDS", help="default: 300")


def run_of(
    options: argparse.Namespace,
    target: Path,
    configuration: Configuration,
    contents: Mapping[Path, bytes] = _AS_THEY_ARE,
    run: RunCommand = run_command,
) -> Run:
    """The run of one program that a call asks for. Raises GuardrailsError where there is none."""
    found = preview(
        target,
        configuration,
        stack=options.stack,
        config=config_of("--config", options.config),
        secret_config=config_of("--secret-config", options.secret_config),
        answers=options.answers,
        timeout=options.timeout,
        foresight=options.foresight,
        strict=options.strict,
        allow_aws=options.allow_aws,
        contents=contents,
        stack_outputs=options.stack_outputs,
        run=run,
    )
    unread = _unread_settings(options, target)
    return dataclasses.replace(found, warnings=(*found.warnings, unread)) if unread else found


def config_of(option: str, pairs: Sequence[str]) -> dict[str, str]:
    """The values of an option that may be repeated. Raises ConfigurationError for one that is no pair."""
    for pair in pairs:
        if "=" not in pair:
            shown = "" if option == "--secret-config" else f" {pair}"
            raise ConfigurationError(f"{option}{shown}: is not of the form KEY=VALUE.")
    return dict(pair.split("=", 1) for pair in pairs)


def style_of(*, each: bool = False) -> Style:
    """How the terminal shows a report."""
    if not sys.stdout.isatty():
        return Style(each=each)
    columns = shutil.get_terminal_size((WIDEST, 24)).columns
    return Style(colour=not os.environ.get("NO_COLOR"), columns=columns, each=each)


def _seconds(text: str) -> float:
    """A number of seconds above 0."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 1_000_000:
        raise argparse.ArgumentTypeError(f"{text} is not a number of seconds above 0")
    return seconds


def _unread_settings(options: argparse.Namespace, target: Path) -> str:
    """The warning on an organization's file in the program's folder, where another one or none is read."""
    folder = target if target.is_dir() else target.parent
    file = folder / FILE_NAME
    if options.guardrails is not None or not file.is_file() or folder.resolve() == PACK_FOLDER:
        return ""
    named = os.environ.get(VARIABLE, "")
    if named and Path(named).absolute() == file.absolute():
        return ""
    return f"{file} is not read: settings are in the pack's own folder; name this one by --guardrails or {VARIABLE}"
