"""The commands of the pack: ``python -m policypack``, ``aws-guardrails``, ``./guardrails``."""

from __future__ import annotations

import argparse
import dataclasses
import io
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from policypack import signals
from policypack.catalog import commands as catalog_commands
from policypack.catalog import listing
from policypack.engine.configuration.commands import PACK_FOLDER, add_arguments, configuration_of
from policypack.engine.configuration.file_place import FILE_NAME, VARIABLE
from policypack.engine.exemptions.baseline import read_baseline, render_baseline
from policypack.engine.registry import all_rules
from policypack.errors import ConfigurationError, GuardrailsError, ProgramError, fault
from policypack.harvest import commands as constraints_commands
from policypack.model.resources import Deployment
from policypack.model.texts import one_line
from policypack.reports import as_json, text
from policypack.reports import commands as rule_commands
from policypack.reports.effective_settings import render_settings
from policypack.reports.run import Run

FINE, FOUND, WRONG = 0, 1, 2
"""Exit statuses: no mandatory finding; some; the program or the call is wrong."""


_TARGET = "the program's project folder, one FILE.py, or what `pulumi stack export` wrote to a FILE.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is the answer."""
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
    except UsageError as error:
        sys.stderr.write(error.usage)
        _complain(str(error))
        if _asks_for_json(sys.argv[1:] if arguments is None else arguments):
            sys.stdout.write(as_json.render_error(str(error)))
        return WRONG
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # Not every terminal can show every name.
    try:
        with signals.as_exceptions():
            return int(options.run(options))
    except GuardrailsError as error:
        problem = str(error)
        frames = error.frames if isinstance(error, ProgramError) else ""
    except signals.Ended as error:
        _complain(str(error))
        return error.status
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except Exception as error:  # noqa: BLE001 - a traceback may show a secret, and status 1 means findings
        problem = f"the pack failed with {fault(error)}; this is a fault of the pack, not of the program: report it"
        frames = ""
    _complain(problem, frames)
    if getattr(options, "format", "") == "json":
        sys.stdout.write(as_json.render_error(problem))
    return WRONG


def _complain(problem: str, frames: str = "") -> None:
    lines = [*frames.split("\n"), f"error: {problem}"] if frames else [f"error: {problem}"]
    print(*map(one_line, lines), sep="\n", file=sys.stderr)  # noqa: T201


class UsageError(Exception):
    """A call that the command line does not understand; ``usage`` is how to call it."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.usage = usage


class _Parser(argparse.ArgumentParser):
    """Raises instead of ending the process: who asked for JSON gets JSON."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, self.format_usage())


def _asks_for_json(arguments: Sequence[str]) -> bool:
    return "--format=json" in arguments or ("--format", "json") in pairwise(arguments)


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = _Parser(prog="policypack", description="Guardrails for Pulumi programs on AWS.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_preview(commands)
    _add_fix(commands)
    _add_answers(commands)
    _add_baseline(commands)
    _add_config(commands)
    rule_commands.add_parsers(commands)
    catalog_commands.add_parser(commands)
    listing.add_parser(commands)
    constraints_commands.add_parser(commands)
    return parser


def _add_preview(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    preview = commands.add_parser(
        "preview",
        help="check a program without the CLI, credentials or network",
        description="Run a Pulumi Python program with no CLI, credentials or network, and check what it registers."
        " Exit status: 0 no mandatory finding, 1 some, 2 the program or the call is wrong.",
    )
    _add_program(preview)
    preview.add_argument("--format", choices=("text", "json"), default="text")
    preview.add_argument("--each", action="store_true", help="list every resource that a rule is about")
    preview.set_defaults(run=_preview)


def _add_answers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    answers = commands.add_parser(
        "answers",
        help="list the data sources that nothing answers offline, as a file to fill in",
        description="Run a program as `preview` does and print a file of answers for its data sources and other stacks,"
        " in which only the values are missing.",
    )
    _add_stack(answers)
    answers.add_argument("--write", action="store_true", help="write it beside the program, for `preview` to read")
    answers.set_defaults(run=_answers)


def _add_program(parser: argparse.ArgumentParser) -> None:
    """What every command takes that judges a program."""
    _add_stack(parser)
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


def _add_stack(parser: argparse.ArgumentParser) -> None:
    """What every command takes that runs a program."""
    parser.add_argument("target", type=Path, metavar="TARGET", help=_TARGET)
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


def _seconds(text_: str) -> float:
    """A number of seconds above 0."""
    seconds = float(text_)
    if not 0 < seconds < 1_000_000:
        raise argparse.ArgumentTypeError(f"{text_} is not a number of seconds above 0")
    return seconds


def _add_fix(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    fix = commands.add_parser(
        "fix",
        help="apply the findings' fixes to the program's source",
        description="Check a program as `preview` does, and write the findings' fixes into its Python source: as a"
        " patch, or with --write into the files. What cannot be placed safely is listed with the reason."
        " Exit status: 0 done, 1 the fix of a mandatory finding was not applied, 2 the program or the call is wrong.",
    )
    _add_program(fix)
    fix.add_argument("--resource", default="", metavar="NAME", help="only findings on resources of this logical name")
    way = fix.add_mutually_exclusive_group()
    way.add_argument("--diff", action="store_true", help="print the patch (the default)")
    way.add_argument("--write", action="store_true", help="edit the files")
    fix.set_defaults(run=_fix)


def _add_baseline(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    baseline = commands.add_parser(
        "baseline",
        help="record today's findings, so that only new ones stop",
        description="Check a program as `preview` does and write down what is found and not exempted otherwise:"
        " rule, URN and property, no values. Name the file as `baseline` in guardrails.yaml.",
    )
    _add_program(baseline)
    baseline.add_argument("--out", type=Path, default=Path("guardrails-baseline.json"), metavar="FILE")
    baseline.set_defaults(run=_baseline)


def _add_config(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    config = commands.add_parser("config", help="show the effective configuration")
    parts = config.add_subparsers(title="commands", metavar="COMMAND", required=True)
    show = parts.add_parser("show", help="print every effective setting and where it came from")
    of = show.add_mutually_exclusive_group()
    of.add_argument("--stack", type=Path, metavar="FILE", help="a stack's file, as Pulumi.prod.yaml")
    of.add_argument("--project", type=Path, metavar="DIR", help="a project's folder, for its only stack")
    add_arguments(show)
    show.set_defaults(run=_config_show)


def _preview(options: argparse.Namespace) -> int:
    run = _run(options)
    sys.stdout.write(as_json.render(run) if options.format == "json" else text.render(run, _style(each=options.each)))
    return _status(run)


def _fix(options: argparse.Namespace) -> int:
    try:
        from policypack.fixing.command import fix  # noqa: PLC0415 - only this command needs LibCST
    except ModuleNotFoundError as error:
        if error.name != "libcst":
            raise
        raise ConfigurationError("`fix` needs LibCST: install requirements/fix.txt, or aws-guardrails[fix].") from error
    if options.target.suffix == ".json":
        raise ConfigurationError(f"{options.target}: is a state; name the program whose source is to be fixed.")
    again = partial(_run, options)
    report, declined = fix(_run(options), again, _style(), resource=options.resource, writes=options.write)
    sys.stdout.write(report)
    return FOUND if declined else FINE


def _run(
    options: argparse.Namespace, contents: Mapping[Path, bytes] | None = None, *, with_baseline: bool = True
) -> Run:
    from policypack.offline import preview  # noqa: PLC0415 - other commands need no engine protocol

    configuration = configuration_of(options)
    run = preview(
        options.target,
        configuration if with_baseline else configuration.without_baseline(),
        stack=options.stack,
        config=_config("--config", options.config),
        secret_config=_config("--secret-config", options.secret_config),
        answers=options.answers,
        timeout=options.timeout,
        foresight=options.foresight,
        strict=options.strict,
        allow_aws=options.allow_aws,
        contents=contents,
        stack_outputs=options.stack_outputs,
    )
    unread = _unread_settings(options)
    return dataclasses.replace(run, warnings=(*run.warnings, unread)) if unread else run


def _answers(options: argparse.Namespace) -> int:
    from policypack.offline import answers_skeleton  # noqa: PLC0415 - as above

    text_, file = answers_skeleton(
        options.target,
        stack=options.stack,
        config=_config("--config", options.config),
        secret_config=_config("--secret-config", options.secret_config),
        timeout=options.timeout,
    )
    if not options.write:
        sys.stdout.write(text_ or "# Nothing that this program asks for lacks an answer.\n")
        return FINE
    if file.exists():
        raise ConfigurationError(f"{file} exists: leave out --write, and add to it what is printed.")
    try:
        file.write_text(text_, encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"{file}: cannot be written ({type(error).__name__}).") from error
    sys.stdout.write(f"Fill in the values in {file}.\n")
    return FINE


def _unread_settings(options: argparse.Namespace) -> str:
    """The warning on an organization's file in the program's folder, where another one or none is read."""
    folder = options.target if options.target.is_dir() else options.target.parent
    file = folder / FILE_NAME
    if options.guardrails is not None or not file.is_file() or folder.resolve() == PACK_FOLDER:
        return ""
    named = os.environ.get(VARIABLE, "")
    if named and Path(named).absolute() == file.absolute():
        return ""
    return f"{file} is not read: settings are in the pack's own folder; name this one by --guardrails or {VARIABLE}"


def _baseline(options: argparse.Namespace) -> int:
    rules_ = [rule.id for rule in all_rules()]
    recorded = render_baseline(_run(options, with_baseline=False).findings, rules_)
    try:
        options.out.write_text(recorded, encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(f"--out {options.out}: cannot be written ({type(error).__name__}).") from error
    count = len(read_baseline(options.out).entries)
    sys.stdout.write(f"{count} finding{'' if count == 1 else 's'} recorded in {options.out}.\n")
    return FINE


def _config_show(options: argparse.Namespace) -> int:
    configuration = configuration_of(options)
    deployment = Deployment()
    if options.stack is not None or options.project is not None:
        from policypack.offline import deployment_of_project, deployment_of_stack_file  # noqa: PLC0415 - as above

        deployment = (
            deployment_of_project(options.project) if options.stack is None else deployment_of_stack_file(options.stack)
        )
    sys.stdout.write(render_settings(configuration.settings(deployment), configuration.today))
    return FINE


def _status(run: Run) -> int:
    return FOUND if run.stops else FINE


def _style(*, each: bool = False) -> text.Style:
    if not sys.stdout.isatty():
        return text.Style(each=each)
    columns = shutil.get_terminal_size((text.WIDEST, 24)).columns
    return text.Style(colour=not os.environ.get("NO_COLOR"), columns=columns, each=each)


def _config(option: str, pairs: Sequence[str]) -> dict[str, str]:
    for pair in pairs:
        if "=" not in pair:
            shown = "" if option == "--secret-config" else f" {pair}"
            raise ConfigurationError(f"{option}{shown}: is not of the form KEY=VALUE.")
    return dict(pair.split("=", 1) for pair in pairs)


if __name__ == "__main__":
    sys.exit(main())
