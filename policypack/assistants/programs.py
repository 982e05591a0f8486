"""Previews and fixes of programs that an assistant asks for: one at a time, each ended with the call that asks."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any

from mcp.types import CallToolResult

from policypack.assistants.places import Roots
from policypack.assistants.replies import Checked, Counts, Fixed, Found, Undetermined, Unfixed, reply, shortened
from policypack.engine.configuration.configuration import Configuration
from policypack.engine.configuration.file_place import unread_settings
from policypack.engine.index import loaded
from policypack.errors import ConfigurationError
from policypack.fixing.command import still_stops, with_places_of
from policypack.fixing.files import write
from policypack.fixing.outcomes import Kind, Outcome
from policypack.fixing.report import names, patch_of, render
from policypack.fixing.rounds import apply_in_rounds
from policypack.model.records import record
from policypack.model.stack import STACK_TYPE
from policypack.model.texts import clipped
from policypack.offline import preview
from policypack.reports import text, verdicts
from policypack.reports.results import Report, Result, StackReport, report_of
from policypack.reports.run import Run
from policypack.reports.text import Section, Style
from policypack.rule import AnyRule
from policypack.sources.answers import GivenAnswers
from policypack.sources.processes import Processes
from policypack.sources.stack_config import config_text

TIMEOUT = 300.0
"""Seconds that a program may take."""
MOST_UNDETERMINED = 20
MOST_TOLD = 12_000
"""Characters of the text on findings, which the data has, too."""
_PLAIN, _EACH = Style(), Style(each=True)


@record(frozen=True, slots=True)
class Program:
    """What to run: a path, and the stack, configuration and answers that it is run with."""

    path: str
    stack: str | None
    config: Mapping[str, Any]
    answers: str | GivenAnswers | None


class Programs:
    """Runs the programs in the folders, and knows the rules, with the settings that ``configuration`` reads anew for
    each call; ``warns`` of an organization's file beside a program, which is not read."""

    def __init__(self, roots: Roots, configuration: Callable[[], Configuration], *, warns: bool = True) -> None:
        self._roots = roots
        self._warns = warns
        self._configuration = configuration
        self._running: set[Processes] = set()
        self._one = Lock()

    def rules(self) -> tuple[AnyRule, ...]:
        """All rules, those of the organization among them. Raises ConfigurationError where its settings are wrong."""
        return tuple(map(loaded, self._configuration().rules))

    def check(self, program: Program, fail_on: str, most: int, processes: Processes) -> CallToolResult:
        """What a preview finds. Raises GuardrailsError where there is none."""
        with self._one:
            report = report_of(self._run(program, processes), program.path)
        return _checked(report, fail_on, most)

    def fix(self, program: Program, resource: str, *, writes: bool, processes: Processes) -> CallToolResult:
        """The patch of the findings' fixes; with ``writes`` the files are edited. Raises GuardrailsError where the
        program does not run, or a file is not in the folders."""
        if program.path.endswith(".json"):
            raise ConfigurationError(f"{program.path}: is a state; name the program whose source is to be fixed.")
        with self._one:
            run = self._run(program, processes)
            applied, after = apply_in_rounds(run, lambda contents: self._run(program, processes, contents), resource)
            for file in applied.files:
                self._roots.checked(file)
            if writes:
                write(applied.files)
            else:
                applied = with_places_of(run, applied)
        kinds = {kind: [one for one in applied.outcomes if one.kind is kind] for kind in Kind}
        data = Fixed(
            written=writes and bool(applied.files),
            files=list(names(applied, after.root)),
            patch=shortened(patch_of(applied, after.root, _PLAIN), "Fix one resource at a time."),
            applied=len(kinds[Kind.APPLIED]),
            not_applied=[_unfixed(one) for one in kinds[Kind.DECLINED]],
            in_words=[_unfixed(one) for one in kinds[Kind.NOTE]],
            stops=still_stops(applied),
        )
        return reply(render(applied, after, _PLAIN, patch=not writes), data)

    def end(self, seconds: float) -> None:
        """Ends what runs, and waits so long for it to be cleaned up."""
        for one in tuple(self._running):
            one.end()
        if self._one.acquire(timeout=seconds):
            self._one.release()

    def _run(self, program: Program, processes: Processes, contents: Mapping[Path, bytes] | None = None) -> Run:
        answers = program.answers
        target = self._roots.path(program.path)
        self._running.add(processes)
        try:
            found = preview(
                target,
                self._configuration(),
                stack=program.stack,
                config={key: config_text(value) for key, value in program.config.items()},
                answers=self._roots.path(answers) if isinstance(answers, str) else answers,
                timeout=TIMEOUT,
                contents=contents,
                run=processes.run,
            )
        finally:
            self._running.discard(processes)
        unread = unread_settings(target, os.environ) if self._warns else ""
        return replace(found, warnings=(*found.warnings, unread)) if unread else found


def _checked(report: StackReport, fail_on: str, most: int) -> CallToolResult:
    section = Section(report)
    ordered = list(section.ordered())
    waiting = [one for one in ordered if one.outcome == "undetermined"]
    found = [one for one in ordered if one.outcome != "undetermined"]
    tally = section.tally()
    data = Checked(
        project=report.project,
        stack=report.stack,
        region=report.region,
        resources=report.resources,
        fails=verdicts.fails(Report([report]), fail_on),
        counts=Counts(
            rejected=tally.rejected,
            mandatory=tally.mandatory,
            advisory=tally.advisory,
            exempted=tally.exempted,
            undetermined=len(waiting),
        ),
        findings=[_found(one, report.folder) for one in found[:most]],
        more_findings=max(0, len(found) - most),
        undetermined=[
            Undetermined(rule=one.rule, resource=one.name, message=one.problem or one.waiting)
            for one in waiting[:MOST_UNDETERMINED]
        ],
        more_undetermined=max(0, len(waiting) - MOST_UNDETERMINED),
        warnings=list(report.warnings),
    )
    whole = "".join(text.render(Report([report]), _EACH))
    told = shortened(whole, "Correct these first, then check again.", MOST_TOLD)
    counts = () if told == whole else (f"{tally} on {report.resources} resources; {len(waiting)} undetermined.\n",)
    return reply("".join((told, *counts, *_capped(data, len(found), len(waiting)))), data)


def _capped(data: Checked, found: int, waiting: int) -> Iterable[str]:
    """What the lists of the data leave out."""
    if data.more_findings:
        yield f"The data has {len(data.findings)} of {found} findings; a larger `limit` gives more.\n"
    if data.more_undetermined:
        yield f"The data has {len(data.undetermined)} of {waiting} undetermined checks.\n"


def _found(result: Result, folder: str) -> Found:
    return Found(
        rule=result.rule,
        kind=result.kind,
        level=result.level,
        severity=result.severity,
        stops=result.stops,
        resource="" if result.type == STACK_TYPE else result.name,
        type=result.type,
        property=result.at,
        file=posixpath.normpath(posixpath.join(folder, result.file)) if result.file else "",
        line=result.line,
        message=result.problem or result.summary,
        error=result.answer,
        fix=result.fix,
        documentation=result.documentation,
        exempted=result.exemption.description if result.exemption else "",
    )


def _unfixed(outcome: Outcome) -> Unfixed:
    finding = outcome.finding
    why = "only words can say what to do" if outcome.kind is Kind.NOTE else outcome.text
    return Unfixed(
        rule=finding.rule, resource=finding.resource_name, place=outcome.place, why=clipped(why), fix=finding.proposal
    )
