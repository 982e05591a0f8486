"""The offline preview: a program's requests, as the engine would send them, through the same judge."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from policypack.catalog.catalog import load_catalog
from policypack.engine.configuration.configuration import Configuration
from policypack.engine.findings import ordered
from policypack.engine.foreseen import with_foreseen_marked
from policypack.engine.loading import rules_loaded_meanwhile
from policypack.engine.policies import CATALOG
from policypack.engine.session import Session
from policypack.errors import ProgramError
from policypack.model.languages import DEFAULT_LANGUAGE
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.reports.run import Run
from policypack.sources.answers import ANSWER_FILES, GivenAnswers, GivenOutputs, skeleton
from policypack.sources.foresight import Foresight
from policypack.sources.processes import RunCommand, run_command
from policypack.sources.program import ProgramRun, configuration_of, run_program
from policypack.sources.project import Project, load_project
from policypack.sources.state import State, read_state
from policypack.wire.project_files import language_of_project
from policypack.wire.requests import deployment_of, resource_of, stack_of
from policypack.wire.trees import as_it_is, hiding


def preview(
    target: Path,
    configuration: Configuration,
    *,
    stack: str | None = None,
    config: Mapping[str, str] | None = None,
    secret_config: Mapping[str, str] | None = None,
    answers: Path | GivenAnswers | None = None,
    timeout: float = 300,
    foresight: bool = True,
    strict: bool = False,
    allow_aws: bool = False,
    contents: Mapping[Path, bytes] | None = None,
    stack_outputs: Sequence[str] | GivenOutputs = (),
    run: RunCommand = run_command,
) -> Run:
    """Run the program of ``target`` (a project folder or one file) and judge what it registers; of a JSON file, an
    exported state, judge what is there.

    ``config`` and ``secret_config`` are further configuration values, ``answers`` a file that answers data sources or
    what would be in it, ``stack_outputs`` files of other stacks' outputs or the outputs, ``timeout`` seconds. With
    ``foresight`` placeholders stand for texts that a preview does not know, and for the results of data sources that
    nothing answers, except where these are an error (``strict``). The program finds no credentials of AWS, except with
    ``allow_aws``. ``contents`` are read in place of what Python files have on the disk, ``run`` runs the program's
    process. Raises ProgramError where the program cannot be run, ConfigurationError where the stack's settings are
    wrong.
    """
    started = time.monotonic()
    if target.suffix == ".json":
        return judge_state(read_state(target), configuration, started, root=target.absolute().parent)
    with rules_loaded_meanwhile(configuration.rules) as registers:
        program = run_program(
            target,
            stack=stack,
            config=config or {},
            secret_config=secret_config or {},
            answers=answers,
            timeout=timeout,
            foresight=Foresight() if foresight else None,
            strict=strict,
            allow_aws=allow_aws,
            contents=contents or {},
            stack_outputs=stack_outputs,
            run=run,
            registers=registers,
        )
    return judge_program(program, configuration, started)


def preview_function(
    function: Callable[[], Any],
    project: Project,
    configuration: Configuration,
    *,
    answers: Path | GivenAnswers | None = None,
    foresight: bool = True,
    strict: bool = False,
    allow_aws: bool = False,
    stack_outputs: Sequence[str] | GivenOutputs = (),
) -> Run:
    """As ``preview``, of a function in this process, as the program of ``project``. What it raises is raised."""
    from policypack.sources.in_process import run_function  # noqa: PLC0415 - most previews run a process

    started = time.monotonic()
    program = run_function(
        function,
        project,
        answers=answers,
        foresight=Foresight() if foresight else None,
        strict=strict,
        allow_aws=allow_aws,
        stack_outputs=stack_outputs,
    )
    return judge_program(program, configuration, started)


def answers_skeleton(
    target: Path,
    *,
    stack: str | None = None,
    config: Mapping[str, str] | None = None,
    secret_config: Mapping[str, str] | None = None,
    timeout: float = 300,
) -> tuple[str, Path]:
    """A file of answers for what nothing answers of the program of ``target``, without the values, and where it
    belongs. Raises ProgramError as ``preview``."""
    program = run_program(
        target,
        stack=stack,
        config=config or {},
        secret_config=secret_config or {},
        timeout=timeout,
        foresight=Foresight(),
    )
    return skeleton(program.questions), program.root / ANSWER_FILES[0]


def deployment_of_project(folder: Path, stack: str | None = None) -> Deployment:
    """The run that an offline preview of a project would have. Raises ProgramError where there is no project."""
    return deployment_of(configuration_of(load_project(folder, stack)), os.environ)


def deployment_of_stack_file(file: Path) -> Deployment:
    """The run of the stack whose file (``Pulumi.prod.yaml``) is given, in the project beside it."""
    name = file.name.removeprefix("Pulumi.").removesuffix(file.suffix)
    if not file.is_file() or file.name != f"Pulumi.{name}{file.suffix}" or not name:
        raise ProgramError(f"--stack {file}: no such stack file; name it as Pulumi.prod.yaml")
    return deployment_of_project(file.parent, name)


def judge_program(program: ProgramRun, configuration: Configuration, started: float | None = None) -> Run:
    """The findings on what a program registered; ``started`` is when its run began."""
    begun = time.monotonic() if started is None else started
    deployment = deployment_of(program.configuration, os.environ)
    session = _session(configuration, deployment)
    read = hiding(deployment.secrets(), program.placeholders.read if len(program.placeholders) else as_it_is)
    findings = [one for request in program.analyses for one in session.resource(resource_of(request, read))]
    stack = stack_of(program.stack, session.analysed, read)
    findings += session.stack(stack)
    if len(program.placeholders):
        findings = with_foreseen_marked(findings, session.judge, stack)
    return Run(
        findings=tuple(ordered(findings)),
        stack=stack,
        rule_count=len(session.judge.settings.rules),
        seconds=time.monotonic() - begun,
        positions={urn: f"{position.file}:{position.line}" for urn, position in program.positions.items()},
        warnings=program.warnings,
        root=program.root,
        project=deployment.project,
        stack_name=deployment.stack,
        region=deployment.region,
        disabled=_disabled(session),
    )


def judge_state(
    state: State,
    configuration: Configuration,
    started: float | None = None,
    *,
    root: Path = Path(),
    context: Sequence[Resource] = (),
) -> Run:
    """The findings on what a state has; ``root`` is the folder in which the project's file may be. ``context`` are
    resources of other stacks, to which those of this one may be linked; there are no findings on them.

    What this machine's environment says of regions is nothing that the deployed resources were made by.
    """
    begun = time.monotonic() if started is None else started
    language = state.language or language_of_project(state.project, (root, Path.cwd())) or DEFAULT_LANGUAGE
    deployment = Deployment(project=state.project, stack=state.stack, preview=False, language=language)
    session = _session(configuration, deployment)
    findings = [one for resource in state.resources for one in session.resource(resource)]
    stack = Stack(state.resources)
    findings += session.stack(stack, context)
    return Run(
        findings=tuple(ordered(findings)),
        stack=stack,
        rule_count=len(session.judge.settings.rules),
        seconds=time.monotonic() - begun,
        positions=state.positions,
        warnings=state.warnings,
        root=root,
        project=state.project,
        stack_name=state.stack,
        region=state.region,
        disabled=_disabled(session),
    )


def _session(configuration: Configuration, deployment: Deployment) -> Session:
    settings = configuration.settings(deployment)
    catalog = load_catalog(settings.of(CATALOG).options.file or None)
    return Session(settings, deployment, catalog, configuration.today)


def _disabled(session: Session) -> tuple[str, ...]:
    """The rules that nobody asked."""
    return tuple(one.rule.id for one in session.judge.settings.rules if one.level == "disabled")
