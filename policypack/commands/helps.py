"""How commands show what they take: options in sections, and commands in the order in which they were added."""

from __future__ import annotations

from typing import Any

import click

OTHER = "Options"
"""The section of options that name none."""


class Option(click.Option):
    """An option that stands in a section of its command's help."""

    def __init__(self, *declared: Any, section: str = OTHER, **settings: Any) -> None:
        super().__init__(*declared, **settings)
        self.section = section


class Command(click.Command):
    """A command whose options stand in sections."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the sections, in the order of their first options; that of ``--help`` is the last."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for one in self.get_params(ctx):
            line = one.get_help_record(ctx)
            if isinstance(one, click.Option) and line is not None:
                sections.setdefault(getattr(one, "section", OTHER), []).append(line)
        for section, lines in sections.items():
            with formatter.section(section):
                formatter.write_dl(lines)


class Group(click.Group):
    """A command that has commands. Without one, its call is wrong."""

    command_class = Command

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, no_args_is_help=False)

    def list_commands(self, _: click.Context) -> list[str]:
        """Their names, in the order in which they were added."""
        return list(self.commands)
