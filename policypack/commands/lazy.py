"""The list of commands: what one takes is asked of its module when it is called, so help is quick."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import Any, NamedTuple

import click

from policypack.commands.helps import COMMANDS, Group


class Command(NamedTuple):
    """A command, its line of help (None: the list of commands does not have it), ``module:name`` of the click command,
    which returns the exit status, and the section of the list that it stands in."""

    name: str
    help: str | None
    place: str
    section: str = COMMANDS


class LazyCommand(click.Command):
    """Stands for a command whose module is imported at its first use."""

    def __init__(self, one: Command) -> None:
        super().__init__(one.name, short_help=one.help, hidden=one.help is None)
        self.section = one.section
        self._place = one.place

    def loaded(self) -> click.Command:
        """The command itself."""
        module, _, name = self._place.partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of the command itself, which is what runs in it."""
        return self.loaded().make_context(info_name, args, parent, **extra)


class LazyGroup(Group):
    """Commands in their order, none of them imported."""

    def __init__(self, *, listed: Iterable[Command], **settings: Any) -> None:
        super().__init__(**settings, commands={one.name: LazyCommand(one) for one in listed})


def variable_of(name: str) -> str:
    """The environment variable by which a shell asks the command of this name what completes a line."""
    return f"_{name.replace('-', '_').upper()}_COMPLETE"
