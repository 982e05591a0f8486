"""Runs a Pulumi program with no CLI, credentials or network, and tells what the engine would tell an analyzer."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path
from typing import Any

import grpc
from pulumi.runtime.proto import analyzer_pb2, engine_pb2_grpc, resource_pb2_grpc

from policypack.documents.files import UnreadableError
from policypack.documents.json_reader import read_json
from policypack.documents.shapes import NUMBER, TEXT, list_of, map_of, mistake, object_of
from policypack.errors import ProgramError
from policypack.model.records import record
from policypack.sources.answers import STACK_REFERENCE, Answers, GivenAnswers, GivenOutputs, Question, load_answers
from policypack.sources.aws_functions import DEFAULT_REGION
from policypack.sources.edge import Edge
from policypack.sources.failures import (
    assumption,
    cannot_start,
    failure_of,
    no_report,
    silent_end,
    timed_out,
    unanswered,
    without_secrets,
    wrong_answers,
)
from policypack.sources.foresight import Foresight
from policypack.sources.interpreter import Interpreter, find_interpreter
from policypack.sources.isolation import without_aws, without_pulumi
from policypack.sources.log import EngineLog
from policypack.sources.monitor import ResourceMonitor
from policypack.sources.plugins import installed_versions
from policypack.sources.positions import SourcePosition
from policypack.sources.processes import MARK, Command, RunCommand, run_command
from policypack.sources.project import Project, load_project, updated_by
from policypack.wire.placeholders import ALTERNATES, ORIGINAL, Placeholders

RUNNER = Path(__file__).with_name("runner.py")
DEFAULT_TIMEOUT = 120.0
"""Seconds after which a program counts as hanging."""
THREADS = 96
"""More than the program's own calls at once, which may each wait for a transform that calls again."""
_MOST_READ = 1024 * 1024
"""Bytes of what a program printed that are looked at."""
_FRAME = object_of(
    {"file": TEXT, "line": NUMBER, "function": TEXT, "text": TEXT}, needed=("file", "line", "function", "text")
)
_ERROR = object_of(
    {"kind": TEXT, "library": TEXT, "message": TEXT, "missing": TEXT, "frames": list_of(_FRAME)},
    needed=("kind", "message", "frames"),
)
_UPDATES = object_of(
    {"project": TEXT, "stack": TEXT, "config": map_of(TEXT), "secret": list_of(TEXT)},
    needed=("project", "stack", "config", "secret"),
)
_LISTS = {"exports": map_of(list_of(TEXT)), "computed": map_of(list_of(TEXT)), "references": map_of(list_of(TEXT))}
_REPORTS = {
    "error": object_of({"error": _ERROR}, needed=("error",)),
    "updates": object_of({"updates": _UPDATES}, needed=("updates",)),
    "": object_of({**_LISTS, "unread": list_of(TEXT)}, needed=(*_LISTS, "unread")),
}
_AS_THEY_ARE: Mapping[Path, bytes] = {}
_LARGEST_MESSAGE = 400 * 1024 * 1024
"""The SDK's own limit."""


@record(frozen=True, slots=True)
class ProgramRun:
    """What the engine would send a policy pack in a first preview of this program, in this order of fields.

    ``positions`` says where each resource is made, by URN; ``root`` is the folder that relative files start from.
    ``logs`` are the program's own messages and what it printed. ``placeholders`` reads the texts of a run with
    foresight. ``questions`` are the data sources and other stacks that nothing answered.
    """

    configuration: analyzer_pb2.AnalyzerStackConfigureRequest
    analyses: tuple[analyzer_pb2.AnalyzeRequest, ...]
    stack: analyzer_pb2.AnalyzeStackRequest
    positions: Mapping[str, SourcePosition]
    root: Path
    warnings: tuple[str, ...] = ()
    logs: tuple[str, ...] = ()
    placeholders: Placeholders = field(default_factory=Placeholders)
    questions: tuple[Question, ...] = ()


def run_program(
    target: Path,
    *,
    stack: str | None = None,
    config: Mapping[str, str] | None = None,
    secret_config: Mapping[str, str] | None = None,
    answers: Path | GivenAnswers | None = None,
    timeout: float = DEFAULT_TIMEOUT,
    run: RunCommand = run_command,
    foresight: Foresight | None = None,
    strict: bool = False,
    allow_aws: bool = False,
    contents: Mapping[Path, bytes] = _AS_THEY_ARE,
    stack_outputs: Sequence[str] | GivenOutputs = (),
    registers: Callable[[str], object] = id,
) -> ProgramRun:
    """Runs the program at ``target`` (a project's folder or one Python file) in a process of its own.

    ``config`` and ``secret_config`` go over the stack's configuration (``KEY`` or ``NAMESPACE:KEY``), ``answers`` is a
    file that answers functions, or what would be in it; ``stack_outputs`` are files of other stacks' outputs, or the
    outputs by the stack's name; ``timeout`` is in seconds,
    ``run`` runs the process. ``foresight`` answers what a preview does not know, also of data sources that nothing
    answers, except where these are an error (``strict``). With ``allow_aws`` the program finds AWS's credentials.
    ``contents`` are read in place of what Python files have on the disk. ``registers`` is told each resource's type
    as it comes. ProgramError, one line that says what to do, with the program's own frames, where the project is not
    fit to run or the program fails.
    """
    project = load_project(target, stack, config, secret_config)
    interpreter = find_interpreter(project)
    answered = load_answers(answers, project.root).with_outputs(stack_outputs)
    versions = installed_versions(interpreter)

    def attempt(*, inline: bool) -> tuple[ResourceMonitor, EngineLog, dict[str, Any] | int, list[str]]:
        monitor, log = ResourceMonitor(project, answered, versions, foresight, registers), EngineLog()
        # The folder is its owner's alone. The request, which holds all of the configuration, is never in it.
        with _private_folder() as folder, _serving(monitor, log) as address:
            request = request_of(project, address, foresight=foresight, inline=inline, contents=contents)
            variables = without_pulumi(interpreter.variables(os.environ), folder)
            if not allow_aws:
                region = project.config.values.get("aws:region", DEFAULT_REGION)
                variables = without_aws(variables, folder, region)
            variables = {**_without_proxy(variables), MARK: folder.name}
            report, printed = _run(interpreter, request, variables, folder, project, timeout, run)
        return monitor, log, report, without_secrets(printed, monitor.functions.secrets)

    monitor, log, report, printed = attempt(inline=False)
    if isinstance(report, dict) and "updates" in report:
        project = updated_by(report["updates"], project)
        monitor, log, report, printed = attempt(inline=True)
    if isinstance(report, int):
        raise silent_end(project, report, printed)
    if "error" in report:
        error = without_secrets(report["error"], monitor.functions.secrets)
        raise failure_of(error, interpreter.executable, project, monitor.functions.wanting)
    return program_run_of(
        project, interpreter, monitor, answered, foresight, report, log.messages, printed, strict=strict
    )


def program_run_of(
    project: Project,
    interpreter: Interpreter,
    monitor: ResourceMonitor,
    answered: Answers,
    foresight: Foresight | None,
    report: Mapping[str, Any],
    *logs: Sequence[str],
    strict: bool,
) -> ProgramRun:
    """What a program registered that ran to its end, by the monitor and the runner's ``report``. Raises ProgramError
    where answers are wrong, or missing though they must not be (``strict``)."""
    if monitor.functions.mistakes:
        raise wrong_answers(answered.file, monitor.functions.mistakes)
    if strict and monitor.functions.assumed:
        raise unanswered(monitor.functions.assumed)
    return ProgramRun(
        configuration=configuration_of(project),
        analyses=monitor.resources.analyses(),
        stack=monitor.resources.stack_request(report["exports"], report["computed"]),
        positions=monitor.resources.positions,
        root=project.root,
        warnings=(*_warnings(project, interpreter, monitor), *_unread(report["unread"])),
        logs=tuple(line for lines in logs for line in lines),
        placeholders=Placeholders() if foresight is None else foresight.placeholders,
        questions=(*monitor.functions.questions, *_references(report["references"], monitor)),
    )


def _references(asked: Mapping[str, Sequence[str]], monitor: ResourceMonitor) -> Iterator[Question]:
    """The other stacks that nothing answered, with the outputs that the program asks for."""
    for name in sorted(set(monitor.functions.unknown_references)):
        yield Question(STACK_REFERENCE, {"name": name}, dict.fromkeys(asked.get(name, ()), "other"))


@contextmanager
def _serving(monitor: ResourceMonitor, log: EngineLog) -> Iterator[str]:
    """Serves both to the program on a port of this machine only; gives the address."""
    options = [("grpc.max_receive_message_length", _LARGEST_MESSAGE), ("grpc.so_reuseport", 0)]
    server = grpc.server(ThreadPoolExecutor(THREADS), interceptors=[Edge()], options=options)
    resource_pb2_grpc.add_ResourceMonitorServicer_to_server(monitor, server)
    engine_pb2_grpc.add_EngineServicer_to_server(log, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        server.stop(grace=None)


def _run(
    interpreter: Interpreter,
    request: Mapping[str, Any],
    variables: Mapping[str, str],
    folder: Path,
    project: Project,
    timeout: float,
    run: RunCommand,
) -> tuple[dict[str, Any] | int, list[str]]:
    """The runner's report (its exit status where it made none) and the lines that the program printed."""
    reported, output = folder / "report.json", folder / "output.txt"
    command = Command(
        arguments=(str(interpreter.executable), str(RUNNER), str(reported)),
        input=json.dumps(request),
        folder=project.program if project.program.is_dir() else project.root,
        variables=variables,
        output=output,
    )
    try:
        status = run(command, timeout)
    except TimeoutError:
        raise timed_out(project, timeout) from None
    except OSError as error:
        raise cannot_start(interpreter.executable, error) from error
    printed = _end_of(output).splitlines()
    if not reported.exists():
        return status, printed
    try:
        report = read_json(reported)
    except UnreadableError as error:
        raise no_report(project, error.problem) from error
    kind = next((key for key in _REPORTS if isinstance(report, dict) and key in report), "")
    if wrong := mistake(report, _REPORTS[kind]):
        raise no_report(project, wrong)
    return dict(report), printed


def _end_of(output: Path) -> str:
    """The last that a program printed."""
    with output.open("rb") as file:
        file.seek(max(0, output.stat().st_size - _MOST_READ))
        return file.read(_MOST_READ).decode("utf-8", errors="replace")


@contextmanager
def _private_folder() -> Iterator[Path]:
    try:
        folder = tempfile.TemporaryDirectory(prefix="guardrails-", ignore_cleanup_errors=True)
    except OSError as error:
        raise ProgramError(f"no folder for temporary files can be made ({error.strerror}); set TMPDIR") from error
    with folder as name:
        yield Path(name)


def _without_proxy(variables: Mapping[str, str]) -> dict[str, str]:
    """A proxy must not get between the program and this process."""
    direct = {name: ",".join(filter(None, (variables.get(name), "127.0.0.1"))) for name in ("no_proxy", "NO_PROXY")}
    return {**variables, **direct}


def request_of(
    project: Project,
    address: str,
    *,
    foresight: Foresight | None,
    inline: bool = False,
    contents: Mapping[Path, bytes] = _AS_THEY_ARE,
) -> dict[str, Any]:
    """What the runner is told; ``address`` is that of the monitor and the engine."""
    return {
        "contents": {str(path): content.decode("latin-1") for path, content in contents.items()},
        "foresight": [ORIGINAL, *ALTERNATES] if foresight is not None and foresight.is_guessed else None,
        "describes": foresight is not None,
        "inline": inline,
        "monitor": address,
        "engine": address,
        "project": project.name,
        "stack": project.stack,
        "organization": project.organization,
        "config": dict(project.config.values),
        "secret_keys": sorted(project.config.secret_keys),
        "program": str(project.program),
        "root": str(project.root),
    }


def configuration_of(project: Project) -> analyzer_pb2.AnalyzerStackConfigureRequest:
    """The stack's configuration without the values that are still encrypted."""
    config = project.config
    return analyzer_pb2.AnalyzerStackConfigureRequest(
        stack=project.stack,
        project=project.name,
        organization=project.organization,
        dry_run=True,
        config={key: value for key, value in config.values.items() if key not in config.encrypted_keys},
        config_secret_keys=sorted(config.secret_keys),
    )


def _unread(places: Sequence[str]) -> Iterator[str]:
    if places:
        one = len(places) == 1
        yield (
            f"{len(places)} value{'' if one else 's'} made in a callback {'stays' if one else 'stay'} unknown: "
            + ", ".join(places)
        )


def _warnings(project: Project, interpreter: Interpreter, monitor: ResourceMonitor) -> Iterator[str]:
    yield from project.warnings
    if interpreter.warning:
        yield interpreter.warning
    yield from sorted(monitor.warnings)
    for name in sorted(set(monitor.functions.unknown_references)):
        yield (
            f"the outputs of stack '{name}' are unknown offline; answer them by --stack-outputs or in a file of "
            "answers if they decide"
        )
    for token in sorted(set(monitor.functions.unexpanded)):
        yield f"{token} is answered with nothing: what charts and kustomizations make is not seen offline"
    yield from monitor.functions.unanswered
    if monitor.functions.assumed:
        yield assumption(monitor.functions.assumed)
    if not any(one.type for one in monitor.resources.analyses() if not one.type.startswith("pulumi:")):
        yield "the program registers no resource"
