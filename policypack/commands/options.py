"""What commands declare their options with."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import click

from policypack.commands.helps import Command, Option

Function: TypeAlias = Callable[..., int]
Decorator: TypeAlias = Callable[[Function], Function]

FILE = click.Path(path_type=Path, readable=False)
"""A file or folder; who reads it says what is wrong with it."""
FOLDER = click.Path(path_type=Path, readable=False, file_okay=False)


def command(name: str, *, examples: Sequence[str] = ()) -> Callable[[Function], click.Command]:
    """Makes a command of a function that returns the exit status; the docstring is its help, ``examples`` are calls
    without the program's name."""
    return click.command(name, cls=Command, examples=examples)


def section(name: str) -> Callable[..., Decorator]:
    """``click.option`` for the options of a section of the help."""
    return functools.partial(click.option, cls=Option, section=name)


def together(name: str, make: Callable[..., Any], options: Sequence[Decorator]) -> Decorator:
    """Gives a command the ``options``, and their values as one argument ``name``: what ``make``, a record or function
    whose parameters are named as they are, makes of them."""
    parameters = inspect.signature(make).parameters

    def decorate(function: Function) -> Function:
        @functools.wraps(function)
        def called(**values: Any) -> int:
            own = {parameter: values.pop(parameter) for parameter in parameters}
            return function(**values, **{name: make(**own)})

        command: Function = called
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def at_most_one(**given: object) -> None:
    """Raises click.UsageError where more than one of the options is given, by their names."""
    names = [f"--{name.replace('_', '-')}" for name, value in given.items() if value]
    if len(names) > 1:
        raise click.UsageError(f"{' and '.join(names)}: choose one of them.", click.get_current_context())
