"""How commands show what they take: options in sections, then examples; headings are bold on a terminal."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import click

OTHER = "Options"
"""The section of options that name none."""
COMMANDS = "Commands"
"""That of commands."""
_TERM = 30
"""What is longer stands on a line of its own."""


class Formatter(click.HelpFormatter):
    """Help with bold headings. What prints it leaves the markup out where the context has no colour, and where
    standard output is no terminal."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that says how to call a command."""
        super().write_usage(prog, args, f"{click.style(prefix or 'Usage:', bold=True)} ")

    def write_heading(self, heading: str) -> None:
        """The heading of a section."""
        super().write_heading(click.style(heading, bold=True))


class Context(click.Context):
    """The context of a command of the pack."""

    formatter_class = Formatter


class Option(click.Option):
    """An option that stands in a section of its command's help."""

    def __init__(self, *declared: Any, section: str = OTHER, **settings: Any) -> None:
        super().__init__(*declared, **settings)
        self.section = section


class Command(click.Command):
    """A command whose options stand in sections, with ``examples``: calls without the program's name."""

    context_class = Context

    def __init__(self, *declared: Any, examples: Sequence[str] = (), **settings: Any) -> None:
        super().__init__(*declared, **settings)
        self.examples = tuple(examples)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the sections; that of ``--help`` is the last."""
        _write_sections(formatter, options_of(self, ctx))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the examples."""
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}{ctx.find_root().info_name} {example}\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, told like the others."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "show this help"
        return option


class Group(Command, click.Group):
    """A command that has commands, in the order in which they were added. Its call without one of them is wrong."""

    command_class = Command

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, no_args_is_help=False)

    def list_commands(self, _: click.Context) -> list[str]:
        """Their names."""
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the commands in their sections, then the options."""
        shown = [(name, one) for name, one in self.commands.items() if not one.hidden]
        rows = [(getattr(one, "section", COMMANDS), (name, one.get_short_help_str())) for name, one in shown]
        _write_sections(formatter, rows)
        super().format_options(ctx, formatter)


def colour() -> bool | None:
    """What the contexts of a call have: None is colour on a terminal."""
    return False if os.environ.get("NO_COLOR") else None


def options_of(command: click.Command, ctx: click.Context) -> list[tuple[str, tuple[str, str]]]:
    """The options that help shows: the section, how it is written, and what it does."""
    rows = ((one, one.get_help_record(ctx)) for one in command.get_params(ctx) if isinstance(one, click.Option))
    return [(getattr(one, "section", OTHER), row) for one, row in rows if row is not None]


def _write_sections(formatter: click.HelpFormatter, rows: Sequence[tuple[str, tuple[str, str]]]) -> None:
    """Sections in the order of their first rows; their columns begin at one place."""
    width = max((len(term) for _, (term, _) in rows if len(term) <= _TERM), default=0)
    sections: dict[str, list[tuple[str, str]]] = {}
    for section, (term, told) in rows:
        sections.setdefault(section, []).append((term.ljust(width), told))
    for section, terms in sections.items():
        with formatter.section(section):
            formatter.write_dl(terms, col_max=width)
