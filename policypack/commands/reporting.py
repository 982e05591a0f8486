"""What every command takes that reports: formats and files, what to compare with, and what makes the call fail."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import TypeAlias

import click

from policypack.commands import FINE, FOUND, WRONG
from policypack.commands.options import FILE, section, together
from policypack.commands.programs import style_of
from policypack.commands.values import frameworks
from policypack.documents.files import write_pieces
from policypack.engine.configuration.configuration import Configuration
from policypack.engine.configuration.selection import EVERYTHING
from policypack.errors import ConfigurationError
from policypack.model.records import record
from policypack.model.resources import Deployment
from policypack.reports import compliance, history, since, text, verdicts
from policypack.reports.formats import FORMATS, GITHUB, MARKDOWN, STEP_SUMMARY, SUFFIXES, TEXT
from policypack.reports.results import Report
from policypack.reports.text import Style

_OUTPUT = "[FORMAT=]FILE"
_option = section("The report")
Show: TypeAlias = Callable[[Report, Style], Iterator[str]]
"""Makes the text for people, in pieces."""


@record(frozen=True, slots=True)
class Output:
    """A file and its format."""

    format: str
    file: Path


@record(frozen=True, slots=True)
class Wanted:
    """What a call wants of its report; ``shown`` is the format on standard output."""

    shown: str = TEXT
    outputs: tuple[Output, ...] = ()
    since: Path | None = None
    fail_on: str = verdicts.DEFAULT
    framework: str = ""
    each: bool = False
    history: Path | None = None


def wanted_of(
    format: str | None,
    output: tuple[str, ...],
    since: Path | None,
    fail_on: str,
    framework: str | None,
    history: Path | None,
    each: bool,
) -> Wanted:
    """What the call's options say. Raises ConfigurationError where they contradict each other."""
    if fail_on == "new" and since is None:
        raise ConfigurationError("--fail-on new: name the earlier report by --since FILE.")
    if framework is not None:
        compliance.check(framework)
    shown, outputs = _formats(format, output)
    return Wanted(shown, outputs, since, fail_on, framework or "", each, history)


reporting_options = together(
    "wanted",
    wanted_of,
    [
        _option(
            "--format",
            type=click.Choice(FORMATS),
            help="default: text. " + "; ".join(f"{name}: {one.about}" for name, one in FORMATS.items()),
        ),
        _option(
            "--output",
            multiple=True,
            metavar=_OUTPUT,
            help="write the report to a file, and text to the terminal; may be repeated, as sarif=a.sarif",
        ),
        _option(
            "--since",
            type=FILE,
            metavar="FILE",
            help="say what is new, still there and fixed since a baseline, a JSON report or SARIF",
        ),
        _option(
            "--fail-on",
            type=click.Choice(verdicts.FAIL_ON),
            default=verdicts.DEFAULT,
            help="which findings make the exit status 1; default: mandatory. "
            + "; ".join(f"{name}: {one.about}" for name, one in verdicts.FAIL_ON.items()),
        ),
        _option(
            "--framework",
            metavar="NAME",
            shell_complete=frameworks,
            help="show the run's compliance with a framework: fsbp, cis-5.0",
        ),
        _option("--history", type=FILE, metavar="FILE", help="add a line on this run, for `trend`"),
        _option("--each", is_flag=True, help="list every resource that a rule is about"),
    ],
)
"""What every command takes that reports, as ``wanted``."""


def deliver(report: Report, wanted: Wanted, configuration: Configuration, show: Show = text.render) -> int:
    """Writes the report as the call wants it, the files first, as text as ``show`` has it; the exit status."""
    if wanted.since is not None:
        earlier = since.read_earlier(wanted.since, configuration.names.aliases, _asked(configuration))
        report = since.compared(report, earlier)
    if wanted.framework:
        report = compliance.with_compliance(report, wanted.framework, configuration.rules)
    report = replace(report, rules=configuration.rules)
    for output in wanted.outputs:
        _write(output, _rendered(report, output.format, wanted, show))
    for piece in _rendered(report, wanted.shown, wanted, show):
        sys.stdout.write(piece)
    if wanted.history is not None:
        history.append(wanted.history, history.line_of(report, datetime.now(timezone.utc)))
    if wanted.shown == GITHUB:
        _append_summary(report, os.environ.get(STEP_SUMMARY, ""))
    if not verdicts.is_whole(report):
        return WRONG
    return FOUND if verdicts.fails(report, wanted.fail_on) else FINE


def _rendered(report: Report, name: str, wanted: Wanted, show: Show) -> Iterator[str]:
    if name != TEXT:
        return FORMATS[name].render(report)
    return show(report, style_of(each=wanted.each, only_new=wanted.fail_on == "new" and not wanted.each))


def _formats(shown: str | None, outputs: Sequence[str]) -> tuple[str, tuple[Output, ...]]:
    """The format on standard output, and those of files."""
    found = []
    plain = ""
    for one in outputs:
        name, equals, file = one.partition("=")
        if equals and name in FORMATS:
            found.append(Output(name, Path(file)))
            continue
        if plain:
            raise ConfigurationError(f"--output {one}: of several files, say the format of each, as sarif=FILE.")
        plain = one
        guessed = SUFFIXES.get(Path(one).suffix.lower(), "") if shown is None else shown
        if not guessed:
            raise ConfigurationError(f"--output {one}: say the format, as sarif={one}, or by --format.")
        found.append(Output(guessed, Path(one)))
    return (TEXT if plain else shown or TEXT), tuple(found)


def _asked(configuration: Configuration) -> frozenset[str] | None:
    """The rules that the call asks; None for all."""
    if configuration.selection == EVERYTHING:
        return None
    settings = configuration.settings(Deployment())
    return frozenset(one.rule.id for one in settings.rules if one.level != "disabled")


def _write(output: Output, pieces: Iterable[str]) -> None:
    try:
        write_pieces(output.file, pieces)
    except OSError as error:
        raise ConfigurationError(f"--output {output.file}: cannot be written ({type(error).__name__}).") from error


def _append_summary(report: Report, file: str) -> None:
    """Adds the report to the step's summary, where GitHub Actions names its file."""
    if not file:
        return
    try:
        with open(file, "a", encoding="utf-8", errors="backslashreplace") as summary:
            summary.writelines(FORMATS[MARKDOWN].render(report))
    except OSError as error:
        raise ConfigurationError(f"{STEP_SUMMARY}: cannot be written ({type(error).__name__}).") from error
