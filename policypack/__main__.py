"""The commands of the pack: ``python -m policypack``, ``aws-guardrails``, ``./guardrails``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TextIO, cast

import click

from policypack import signals
from policypack.commands import WRONG
from policypack.commands.complaints import complain, write_error
from policypack.commands.lazy import Command, LazyGroup
from policypack.errors import problem_of
from policypack.output import Output, OutputError, forget, keep_descriptors
from policypack.version import version

NAMES = ("guardrails", "aws-guardrails")
"""What an installed pack is called by."""
COMMANDS = (
    Command("preview", "check programs without the CLI, credentials or network", "policypack.commands.preview:preview"),
    Command("audit", "check the states of deployed stacks", "policypack.commands.audit:audit"),
    Command("trend", "show how findings change from run to run", "policypack.commands.trend:trend"),
    Command("fix", "apply the findings' fixes to the program's source", "policypack.commands.fix:fix"),
    Command(
        "answers",
        "list the data sources that nothing answers offline, as a file to fill in",
        "policypack.commands.answers:answers",
    ),
    Command("report", "show reports again, together and in any format", "policypack.commands.report:report"),
    Command("baseline", "record today's findings, so that only new ones stop", "policypack.commands.baseline:baseline"),
    Command("config", "show the effective configuration", "policypack.commands.config:config"),
    Command("rules", "list the rules", "policypack.commands.rules:list_rules"),
    Command(
        "explain",
        "show the page of a rule, or of those that answer a control",
        "policypack.commands.rules:explain",
    ),
    Command(
        "coverage",
        "show how much of a framework, or of another pack, the rules answer",
        "policypack.commands.rules:show_coverage",
    ),
    Command(
        "rejections", "list what AWS rejects and the pack stops first", "policypack.commands.rules:list_rejections"
    ),
    Command("rejects", None, "policypack.commands.rules:list_rejections"),  # The name that it had.
    Command("schema", "print the JSON schema of a file, for editors", "policypack.commands.rules:schema"),
    Command("changes", "list the rules that differ between two versions", "policypack.commands.rules:list_changes"),
    Command(
        "docs", "write the pages of all rules into a checkout of the pack", "policypack.commands.contributing:docs"
    ),
    Command(
        "new-rule",
        "write the file of a new rule into a checkout of the pack",
        "policypack.commands.contributing:new_rule",
    ),
    Command("catalog", "what is known of AWS's regions, and how to refresh it", "policypack.commands.catalog:catalog"),
    Command(
        "versions",
        "an engine's versions, the ends of their support, and which to use",
        "policypack.commands.versions:versions",
    ),
    Command("mcp", "serve coding assistants, by the Model Context Protocol", "policypack.commands.assistants:mcp"),
    Command("constraints", "rows of what AWS's models say of arguments", "policypack.commands.constraints:constraints"),
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


@click.group(cls=LazyGroup, listed=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.custom_version_option(lambda _: f"aws-guardrails {version()}", help="show the pack's version")
def guardrails() -> None:
    """Guardrails for Pulumi programs on AWS."""


def _main(arguments: Sequence[str] | None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    frames = ""
    try:
        with signals.as_exceptions(), guardrails.make_context(_called(), list(given)) as context:
            return int(guardrails.invoke(context))
    except click.exceptions.Exit as ended:  # Help was asked for.
        return ended.exit_code
    except signals.Ended as ended:
        complain(str(ended))
        return ended.status
    except OutputError:
        raise
    except click.UsageError as error:
        if error.ctx is not None:
            write_error(f"{error.ctx.get_usage()}\n")
        problem = error.format_message()
    except Exception as error:  # noqa: BLE001 - a traceback may show a secret, and status 1 means findings
        problem, frames = problem_of(error)
    complain(problem, frames)
    if _asks_for_json(given):
        _write_json_error(problem)
    return WRONG


def _called() -> str:
    """The name that the command was called by; that of the launcher for ``python -m policypack``."""
    name = Path(sys.argv[0]).name
    return name if name in NAMES else NAMES[0]


def _asks_for_json(arguments: Sequence[str]) -> bool:
    return "--format=json" in arguments or ("--format", "json") in pairwise(arguments)


def _write_json_error(problem: str) -> None:
    from policypack.reports.as_json import render_error  # noqa: PLC0415 - needs the rules, which help does not

    sys.stdout.write(render_error(problem))


if __name__ == "__main__":
    sys.exit(main())
