"""The commands of the pack: ``python -m policypack``, ``aws-guardrails``, ``./guardrails``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TextIO, cast

import click

from policypack import signals
from policypack.commands import FINE, WRONG
from policypack.commands.complaints import complain, write_error
from policypack.commands.helps import colour
from policypack.commands.lazy import Command, LazyGroup, variable_of
from policypack.errors import problem_of
from policypack.output import Output, OutputError, forget, keep_descriptors
from policypack.version import version

NAMES = ("guardrails", "aws-guardrails")
"""What an installed pack is called by."""
CHECK, RULES, SETTINGS, REPORTS = "Check", "Rules", "Settings", "Reports"
KNOWLEDGE, WRITE = "What is known of AWS", "Write rules"
_HOME = "policypack.commands"
COMMANDS = (
    Command("preview", "check programs without the CLI, credentials or network", f"{_HOME}.preview:preview", CHECK),
    Command("audit", "check the states of deployed stacks", f"{_HOME}.audit:audit", CHECK),
    Command("fix", "apply the findings' fixes to the program's source", f"{_HOME}.fix:fix", CHECK),
    Command("mcp", "serve coding assistants, by the Model Context Protocol", f"{_HOME}.assistants:mcp", CHECK),
    Command("rules", "list the rules", f"{_HOME}.rules:list_rules", RULES),
    Command("explain", "show the page of a rule, or of those that answer a control", f"{_HOME}.rules:explain", RULES),
    Command(
        "coverage",
        "show how much of a framework, or of another pack, is answered",
        f"{_HOME}.rules:show_coverage",
        RULES,
    ),
    Command("rejections", "list what AWS rejects and the pack stops first", f"{_HOME}.rules:list_rejections", RULES),
    Command("rejects", None, f"{_HOME}.rules:list_rejections"),  # The name that it had.
    Command("changes", "list the rules that differ between two versions", f"{_HOME}.rules:list_changes", RULES),
    Command("config", "show the effective configuration", f"{_HOME}.config:config", SETTINGS),
    Command("baseline", "record today's findings, so that only new ones stop", f"{_HOME}.baseline:baseline", SETTINGS),
    Command("answers", "list what nothing answers offline, as a file to fill in", f"{_HOME}.answers:answers", SETTINGS),
    Command("schema", "print the JSON schema of a file, for editors", f"{_HOME}.rules:schema", SETTINGS),
    Command("completion", "let the shell complete what is typed", f"{_HOME}.completion:completion", SETTINGS),
    Command("report", "show reports again, together and in any format", f"{_HOME}.report:report", REPORTS),
    Command("trend", "show how findings change from run to run", f"{_HOME}.trend:trend", REPORTS),
    Command("catalog", "show what is known of regions, and refresh it", f"{_HOME}.catalog:catalog", KNOWLEDGE),
    Command(
        "versions", "list an engine's versions, and how long AWS supports them", f"{_HOME}.versions:versions", KNOWLEDGE
    ),
    Command("constraints", "rows of what AWS's models say of arguments", f"{_HOME}.constraints:constraints", KNOWLEDGE),
    Command("new-rule", "write a rule of your own, with its examples", f"{_HOME}.contributing:new_rule", WRITE),
    Command("test-rule", "hold rules to the laws", f"{_HOME}.test_rule:test_rule", WRITE),
    Command("docs", "write the pages of rules", f"{_HOME}.contributing:docs", WRITE),
)
EXAMPLES = ("preview .", "preview . --stack prod --output sarif=findings.sarif", "explain rds-storage-gp3")


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


@click.group(
    cls=LazyGroup, listed=COMMANDS, examples=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.custom_version_option(lambda _: f"aws-guardrails {version()}", help="show the pack's version")
def guardrails() -> None:
    """Guardrails for Pulumi programs on AWS."""


def _main(arguments: Sequence[str] | None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    name, frames = _called(), ""
    try:
        if question := os.environ.get(variable_of(name)):
            from policypack.commands.completion import answer  # noqa: PLC0415 - only shells ask

            sys.stdout.write(answer(guardrails, name, question))
            return FINE
        with signals.as_exceptions(), guardrails.make_context(name, list(given), color=colour()) as context:
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
            write_error(f"{click.unstyle(error.ctx.get_usage())}\n")
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
