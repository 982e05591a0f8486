"""``completion``: the script by which a shell completes commands, options and their values, and the answers to it."""

from __future__ import annotations

import sys

import click
from click.shell_completion import get_completion_class

from policypack.commands import FINE
from policypack.commands.lazy import variable_of
from policypack.commands.options import command
from policypack.errors import ConfigurationError

SHELLS = ("bash", "zsh", "fish")


@command("completion", examples=("completion bash", "completion zsh", "completion fish"))
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print the script by which a shell completes commands, options, files, rules and frameworks.

    It is for the name by which the command is called."""
    root = context.find_root()
    sys.stdout.write(answer(root.command, root.info_name or "", f"{shell}_source"))
    return FINE


def answer(command: click.Command, name: str, question: str) -> str:
    """The answer to what a shell asks. Raises ConfigurationError for what none asks."""
    shell, _, wanted = question.partition("_")
    made, variable = get_completion_class(shell), variable_of(name)
    if made is None or wanted not in ("source", "complete"):
        raise ConfigurationError(f"{variable}={question}: shells ask for {', '.join(SHELLS)}, as bash_complete.")
    completer = made(command, {}, name, variable)
    return completer.source() if wanted == "source" else f"{completer.complete()}\n"
