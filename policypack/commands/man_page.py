"""The man page ``guardrails.1``, made of what the commands say of themselves."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import click

from policypack.commands.helps import OTHER, Command, options_of
from policypack.commands.lazy import LazyCommand
from policypack.engine.configuration.file_place import VARIABLE

NAME = "guardrails"
_Rows: TypeAlias = tuple[tuple[str, str], ...]
_STATUS = (
    ("0", "Nothing is wrong, or the command has done what it was asked to."),
    ("1", "Something was found; the command says what."),
    ("2", "The program, a file or the call is wrong; standard error has a line that begins with error:."),
)
_VARIABLES = (
    (VARIABLE, "The organization's settings, where --guardrails names none."),
    ("NO_COLOR", "If it is set, nothing is bold or in color."),
)


def commands(group: click.Command, name: str = NAME) -> Iterator[tuple[click.Command, click.Context]]:
    """The command and those in it, each before those in it, with a context to ask it in; hidden ones are left out."""
    yield from _below(click.Context(group, info_name=name))


def man_page(group: click.Command) -> str:
    """The page, in the language of man(7)."""
    told = [(one, context) for one, context in commands(group) if not isinstance(one, click.Group)]
    sections = [(one, context, _sections(one, context)) for one, context in told]
    times = Counter(section for _, _, own in sections for section in own)
    shared = [section for section, count in times.items() if count > 1 and section[0] != OTHER]
    lines = [
        f'.TH {NAME.upper()} 1 "" aws\\-guardrails "User Commands"',
        *(".SH NAME", f"{NAME}, aws\\-{NAME} \\- check Pulumi programs on AWS before they are deployed"),
        *(".SH SYNOPSIS", f".B {NAME}", _escaped("COMMAND [OPTIONS] [ARGUMENTS]")),
        *(".SH DESCRIPTION", _escaped(inspect.cleandoc(group.help or ""))),
        *(f"Options that several commands take stand in {_bold('SHARED OPTIONS')}.", ".SH COMMANDS"),
        *(line for one, context, own in sections for line in _command(one, context, own, shared)),
        ".SH SHARED OPTIONS",
    ]
    for section, rows in shared:
        lines += [f".SS {section}", *_terms(rows)]
    lines += [".SH EXIT STATUS", *_terms(_STATUS), ".SH ENVIRONMENT", *_terms(_VARIABLES)]
    if isinstance(group, Command):
        lines += [".SH EXAMPLES", *_examples(group.examples)]
    return "\n".join(lines) + "\n"


def _below(context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    yield context.command, context
    for name, one in context.command.commands.items() if isinstance(context.command, click.Group) else ():
        if not one.hidden:
            own = one.loaded() if isinstance(one, LazyCommand) else one
            yield from _below(click.Context(own, info_name=name, parent=context))


def _sections(command: click.Command, context: click.Context) -> list[tuple[str, _Rows]]:
    """The sections of its options, without that of the option that every command has."""
    found: dict[str, list[tuple[str, str]]] = {}
    for section, row in options_of(command, context):
        if "--help" not in row[0]:
            found.setdefault(section, []).append(row)
    return [(section, tuple(rows)) for section, rows in found.items()]


def _command(
    command: click.Command,
    context: click.Context,
    own: Sequence[tuple[str, _Rows]],
    shared: Sequence[tuple[str, _Rows]],
) -> Iterator[str]:
    yield f".SS {_escaped(context.command_path.partition(' ')[2])}"
    yield f".B {_escaped(context.command_path)}"
    yield _escaped(" ".join(command.collect_usage_pieces(context)))
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        yield from (".PP", _escaped(" ".join(paragraph.split())))
    arguments = [one for one in command.get_params(context) if isinstance(one, click.Argument) and one.help]
    yield from _terms(one.get_help_record(context) for one in arguments)
    for section in own:
        if section not in shared:
            yield from _terms(section[1])
    if named := [section for section, rows in own if (section, rows) in shared]:
        yield from (".PP", _escaped(f"Shared options: {', '.join(named)}."))
    if isinstance(command, Command):
        yield from _examples(command.examples)


def _terms(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, told in rows:
        yield from (".TP", _bold(term), _escaped(told))


def _examples(examples: Iterable[str]) -> Iterator[str]:
    yield from (".PP", ".EX", *(_escaped(f"{NAME} {example}") for example in examples), ".EE")


def _bold(text: str) -> str:
    return f"\\fB{_escaped(text)}\\fR"


def _escaped(text: str) -> str:
    """The text as it is read: nothing of it is an instruction, and hyphens can be copied."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "\\(ga").replace("'", "\\(aq")
    return f"\\&{text}" if text.startswith(".") else text
