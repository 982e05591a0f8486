"""The command line: what a command takes is asked of its module when the command is called, so help is quick."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, NoReturn


class UsageError(Exception):
    """A call that the command line does not understand; ``usage`` is how to call it."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.usage = usage


class Parser(argparse.ArgumentParser):
    """Raises instead of ending the process: who asked for JSON gets JSON."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, self.format_usage())


class Command(NamedTuple):
    """A command, its line of help (None: the list of commands does not have it), and ``module:function``, which adds
    its arguments to a parser and sets ``run``, a function from the arguments to the exit status."""

    name: str
    help: str | None
    adds_arguments: str


class _CommandParser(Parser):
    """Imports the command's module at its first use."""

    adds_arguments = ""

    def parse_known_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> Any:  # type: ignore[override]
        module, _, function = self.adds_arguments.partition(":")
        if module:
            self.adds_arguments = ""
            getattr(importlib.import_module(module), function)(self)
        return super().parse_known_args(args, namespace)


def add_commands(parser: Parser, commands: Iterable[Command]) -> None:
    """Lets the parser take the commands."""
    own = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_CommandParser)
    for one in commands:
        command = own.add_parser(one.name) if one.help is None else own.add_parser(one.name, help=one.help)
        command.adds_arguments = one.adds_arguments
