"""``answers``: the data sources that nothing answers offline, as a file to fill in."""

from __future__ import annotations

import argparse
import sys

from policypack.commands import FINE
from policypack.commands.programs import add_target, config_of
from policypack.documents.files import write_text
from policypack.errors import ConfigurationError
from policypack.offline import answers_skeleton


def add_answers(parser: argparse.ArgumentParser) -> None:
    """Adds what it takes."""
    parser.description = (
        "Run a program as `preview` does and print a file of answers for its data sources and other stacks,"
        " in which only the values are missing."
    )
    add_target(parser)
    parser.add_argument("--write", action="store_true", help="write it beside the program, for `preview` to read")
    parser.set_defaults(run=_answers)


def _answers(options: argparse.Namespace) -> int:
    text, file = answers_skeleton(
        options.target,
        stack=options.stack,
        config=config_of("--config", options.config),
        secret_config=config_of("--secret-config", options.secret_config),
        timeout=options.timeout,
    )
    if not options.write:
        sys.stdout.write(text or "# Nothing that this program asks for lacks an answer.\n")
        return FINE
    if file.exists():
        raise ConfigurationError(f"{file} exists: leave out --write, and add to it what is printed.")
    try:
        write_text(file, text)
    except OSError as error:
        raise ConfigurationError(f"{file}: cannot be written ({type(error).__name__}).") from error
    sys.stdout.write(f"Fill in the values in {file}.\n")
    return FINE
