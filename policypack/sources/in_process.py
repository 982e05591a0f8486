"""Runs a program that is a Python function in this process, and tells what the engine would tell an analyzer."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextvars import copy_context
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from pulumi.runtime import settings

from policypack.model.records import record
from policypack.sources import runner
from policypack.sources.answers import GivenAnswers, GivenOutputs, load_answers
from policypack.sources.aws_functions import DEFAULT_REGION
from policypack.sources.foresight import Foresight
from policypack.sources.interpreter import Interpreter
from policypack.sources.isolation import without_aws, without_pulumi
from policypack.sources.local_channel import LocalChannel
from policypack.sources.log import EngineLog
from policypack.sources.monitor import ResourceMonitor
from policypack.sources.plugins import installed_versions
from policypack.sources.program import ProgramRun, program_run_of, request_of
from policypack.sources.project import Project
from policypack.sources.sdk_state import environment_of, sdk_state_kept

_ONE_AT_A_TIME = Lock()
"""The SDK's state, and the process environment, are the whole process's."""


@record(frozen=True, slots=True)
class _Ended:
    """How the function ended: with the runner's report, or the error that it raised."""

    report: dict[str, Any] | None = None
    error: BaseException | None = None


def run_function(
    function: Callable[[], Any],
    project: Project,
    *,
    answers: Path | GivenAnswers | None = None,
    foresight: Foresight | None = None,
    strict: bool = False,
    allow_aws: bool = False,
    stack_outputs: Sequence[str] | GivenOutputs = (),
) -> ProgramRun:
    """Runs ``function`` as the program of ``project``, in a thread with an event loop of its own; a coroutine is
    awaited. The arguments are those of ``run_program``.

    What the function raises is raised as it is. The SDK's state and the process environment are put back afterwards.
    """
    interpreter = Interpreter(Path(sys.executable))
    answered = load_answers(answers, project.root).with_outputs(stack_outputs)
    monitor = ResourceMonitor(project, answered, installed_versions(interpreter), foresight)
    log = EngineLog()
    service = LocalChannel(monitor, log)
    request = request_of(project, "here", foresight=foresight)
    with _ONE_AT_A_TIME, tempfile.TemporaryDirectory(prefix="guardrails-", ignore_cleanup_errors=True) as folder:
        variables = _variables(interpreter, project, Path(folder), allow_aws=allow_aws)
        with environment_of(variables), sdk_state_kept():
            ended = _in_a_thread(function, request, service)
    if ended.error is not None:
        raise ended.error
    assert ended.report is not None
    return program_run_of(project, interpreter, monitor, answered, foresight, ended.report, log.messages, strict=strict)


def _variables(interpreter: Interpreter, project: Project, folder: Path, *, allow_aws: bool) -> dict[str, str]:
    """The environment with which a program finds no credentials and no ``pulumi``."""
    variables = without_pulumi(interpreter.variables(os.environ), folder)
    if allow_aws:
        return variables
    return without_aws(variables, folder, project.config.values.get("aws:region", DEFAULT_REGION))


def _in_a_thread(function: Callable[[], Any], request: dict[str, Any], service: LocalChannel) -> _Ended:
    """Runs the function where neither its event loop nor the SDK's context variables are those of the caller."""
    ended: list[_Ended] = []

    def run() -> None:
        loop = asyncio.new_event_loop()
        loop.set_exception_handler(lambda *_: None)  # What fails is raised; asyncio would log it once more.
        try:
            settings.set_root_resource(None)  # type: ignore[arg-type]  # Mocks of the caller's own have one.
            report = runner.report_of(function, request, lambda *_args, **_options: service, loop)
            ended.append(_Ended(report))
        except BaseException as error:  # noqa: BLE001 - raised in the caller's thread
            ended.append(_Ended(error=error))
        finally:
            _close(loop)

    thread = Thread(target=copy_context().run, args=(run,), daemon=True)
    thread.start()
    thread.join()
    return ended[0]


def _close(loop: asyncio.AbstractEventLoop) -> None:
    """Ends what the program left running in the loop, and the loop's threads."""
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()
    asyncio.set_event_loop(None)
