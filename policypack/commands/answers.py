"""``answers``: the data sources that nothing answers offline, as a file to fill in."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policypack.commands import FINE
from policypack.commands.options import FILE, command
from policypack.commands.programs import TARGET, Stack, config_of, stack_options
from policypack.documents.files import write_text
from policypack.errors import ConfigurationError
from policypack.offline import answers_skeleton


@command("answers", examples=("answers .", "answers . --write"))
@click.argument("target", type=FILE, metavar="TARGET", help=TARGET)
@stack_options
@click.option("--write", is_flag=True, help="write it beside the program, for `preview` to read")
def answers(target: Path, stack: Stack, write: bool) -> int:
    """Run a program as `preview` does and print a file of answers for its data sources and other stacks, in which only
    the values are missing."""
    text, file = answers_skeleton(
        target,
        stack=stack.stack,
        config=config_of("--config", stack.config),
        secret_config=config_of("--secret-config", stack.secret_config),
        timeout=stack.timeout,
    )
    if not write:
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
