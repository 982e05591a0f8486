"""The commands of the pack: ``python -m policypack``, ``aws-guardrails``, ``./guardrails``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, TextIO, cast

from policypack import signals
from policypack.commands import WRONG
from policypack.commands.complaints import complain, problem_of, write_error
from policypack.commands.parsing import Command, Parser, UsageError, add_commands
from policypack.output import Output, OutputError, forget, keep_descriptors
from policypack.version import version

COMMANDS = (
    Command(
        "preview", "check programs without the CLI, credentials or network", "policypack.commands.preview:add_preview"
    ),
    Command("audit", "check the states of deployed stacks", "policypack.commands.audit:add_audit"),
    Command("trend", "show how findings change from run to run", "policypack.commands.trend:add_trend"),
    Command("fix", "apply the findings' fixes to the program's source", "policypack.commands.fix:add_fix"),
    Command(
        "answers",
        "list the data sources that nothing answers offline, as a file to fill in",
        "policypack.commands.answers:add_answers",
    ),
    Command("report", "show reports again, together and in any format", "policypack.commands.report:add_report"),
    Command(
        "baseline", "record today's findings, so that only new ones stop", "policypack.commands.baseline:add_baseline"
    ),
    Command("config", "show the effective configuration", "policypack.commands.config:add_config"),
    Command("rules", "list the rules", "policypack.reports.commands:add_rules"),
    Command(
        "explain",
        "show the page of a rule, or of those that answer a control",
        "policypack.reports.commands:add_explain",
    ),
    Command(
        "coverage",
        "show how much of a framework, or of another pack, the rules answer",
        "policypack.reports.commands:add_coverage",
    ),
    Command(
        "rejections", "list what AWS rejects and the pack stops first", "policypack.reports.commands:add_rejections"
    ),
    Command("rejects", None, "policypack.reports.commands:add_rejections"),  # The name that it had.
    Command("schema", "print the JSON schema of a file, for editors", "policypack.reports.commands:add_schema"),
    Command("changes", "list the rules that differ between two versions", "policypack.reports.commands:add_changes"),
    Command("docs", "write the pages of all rules into a checkout of the pack", "policypack.reports.commands:add_docs"),
    Command(
        "new-rule",
        "write the file of a new rule into a checkout of the pack",
        "policypack.reports.commands:add_new_rule",
    ),
    Command(
        "catalog", "what is known of AWS's regions, and how to refresh it", "policypack.catalog.commands:add_catalog"
    ),
    Command(
        "versions",
        "an engine's versions, the ends of their support, and which to use",
        "policypack.catalog.listing:add_versions",
    ),
    Command("constraints", "rows of what AWS's models say of arguments", "policypack.harvest.commands:add_constraints"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is the answer."""
    keep_descriptors()
    stdout = sys.stdout
    try:
        sys.stdout = cast("TextIO", Output(stdout))
        status = _main(arguments)
        sys.stdout.flush()
    except OutputError as error:
        forget(stdout)
        complain(str(error))
        return WRONG
    finally:
        sys.stdout = stdout
    return status


def _main(arguments: Sequence[str] | None) -> int:
    parser = Parser(prog="policypack", description="Guardrails for Pulumi programs on AWS.")
    parser.add_argument("--version", action=_Version, nargs=0, help="show the pack's version")
    add_commands(parser, COMMANDS)
    try:
        options = parser.parse_args(arguments)
    except UsageError as error:
        write_error(error.usage)
        complain(str(error))
        if _asks_for_json(sys.argv[1:] if arguments is None else arguments):
            _write_json_error(str(error))
        return WRONG
    except SystemExit as ended:  # Help was asked for.
        return int(ended.code or 0)
    try:
        with signals.as_exceptions():
            return int(options.run(options))
    except signals.Ended as ended:
        complain(str(ended))
        return ended.status
    except OutputError:
        raise
    except Exception as error:  # noqa: BLE001 - a traceback may show a secret, and status 1 means findings
        problem, frames = problem_of(error)
    complain(problem, frames)
    if getattr(options, "format", "") == "json":
        _write_json_error(problem)
    return WRONG


class _Version(argparse.Action):
    """Prints the version and ends, like ``--help``."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        sys.stdout.write(f"aws-guardrails {version()}\n")
        parser.exit()


def _asks_for_json(arguments: Sequence[str]) -> bool:
    return "--format=json" in arguments or ("--format", "json") in pairwise(arguments)


def _write_json_error(problem: str) -> None:
    from policypack.reports.as_json import render_error  # noqa: PLC0415 - needs the rules, which help does not

    sys.stdout.write(render_error(problem))


if __name__ == "__main__":
    sys.exit(main())
