"""The offline preview: a program's requests, as the engine would send them, through the same judge."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from policypack.catalog.catalogue import load_catalogue
from policypack.engine.findings import ordered
from policypack.engine.policies import CATALOGUE
from policypack.engine.session import Session
from policypack.engine.settings import Settings
from policypack.reports.run import Run
from policypack.sources.program import ProgramRun, run_program
from policypack.wire.requests import deployment_of, resource_of, stack_of


def preview(
    target: Path,
    settings: Settings,
    *,
    stack: str | None = None,
    config: Mapping[str, str] | None = None,
    answers: Path | None = None,
    timeout: float = 300,
) -> Run:
    """Run the program of ``target`` (a project folder or one file) and judge what it registers.

    ``config`` are further configuration values, ``answers`` a file that answers data sources, ``timeout`` seconds.
    Raises ProgramError where the program cannot be run.
    """
    started = time.monotonic()
    program = run_program(target, stack=stack, config=config or {}, answers=answers, timeout=timeout)
    return judge_program(program, settings, started)


def judge_program(program: ProgramRun, settings: Settings, started: float | None = None) -> Run:
    """The findings on what a program registered."""
    begun = time.monotonic() if started is None else started
    deployment = deployment_of(program.configuration, os.environ)
    catalogue = load_catalogue(settings.of(CATALOGUE).options.file or None)
    session = Session(settings, deployment, catalogue, date.today())
    findings = [finding for request in program.analyses for finding in session.resource(resource_of(request))]
    stack = stack_of(program.stack, session.analysed)
    findings += session.stack(stack)
    return Run(
        findings=tuple(ordered(findings)),
        stack=stack,
        rule_count=len(settings.rules),
        seconds=time.monotonic() - begun,
        positions={urn: f"{position.file}:{position.line}" for urn, position in program.positions.items()},
        warnings=program.warnings,
    )
