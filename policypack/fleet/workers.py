"""Who judges: this process, one process for each core, or the workers of a Dask scheduler. All do the same work."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import get_context
from typing import Any, TypeAlias

from policypack.engine.configuration.configuration import Configuration
from policypack.errors import ReportError
from policypack.fleet.identities import Touch
from policypack.fleet.judging import audit_state
from policypack.fleet.spool import packed
from policypack.model.records import record

_TOGETHER = 8
"""States that a process is handed at once: few enough to share the work well, enough to make handing them cheap."""


@record(frozen=True, slots=True)
class Task:
    """The state at ``place`` of the fleet, by its path or URL, and the stacks that it is judged with."""

    place: int
    state: str
    others: tuple[str, ...] = ()


@record(frozen=True, slots=True)
class Done:
    """What came of a task: the packed report, and what the stack touches."""

    place: int
    report: bytes
    touch: Touch


Workers: TypeAlias = Callable[[Sequence[Task]], Iterator[Done]]
"""Does tasks, and answers in any order, each once. Raises ReportError where workers are lost."""


def work(tasks: Sequence[Task], configuration: Configuration, *, graph: bool) -> list[Done]:
    """Does tasks one after the other."""
    done = []
    for task in tasks:
        audited = audit_state(task.state, configuration, task.others, graph=graph)
        done.append(Done(task.place, packed(audited.report), audited.touch))
    return done


@contextmanager
def in_this_process(configuration: Configuration, *, graph: bool) -> Iterator[Workers]:
    """No other processes."""
    yield lambda tasks: (done for task in tasks for done in work([task], configuration, graph=graph))


@contextmanager
def in_processes(configuration: Configuration, count: int, *, graph: bool) -> Iterator[Workers]:
    """So many processes of this machine."""
    # A forked process would have the locks of this one's threads as they happen to be.
    pool = ProcessPoolExecutor(count, get_context("spawn"))

    def answers(tasks: Sequence[Task]) -> Iterator[Done]:
        futures = [pool.submit(work, part, configuration, graph=graph) for part in _parts(tasks)]
        try:
            for future in as_completed(futures):
                yield from future.result()
        except BrokenProcessPool as error:
            raise ReportError("a worker process ended, perhaps for want of memory; use fewer: --workers.") from error

    try:
        yield answers
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def at_scheduler(configuration: Configuration, address: str, *, graph: bool, timeout: float = 20) -> Iterator[Workers]:
    """The workers of a Dask scheduler, which have the pack installed and reach the states by the same paths or URLs.
    Tasks of a worker that is lost go to another one."""
    try:
        import distributed  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise ReportError("--scheduler needs Dask: pip install 'aws-guardrails[dask]'.") from error
    try:
        make: Any = distributed.Client
        client = make(address, timeout=timeout)
    except (OSError, ValueError) as error:
        raise ReportError(f"--scheduler {address}: no scheduler answers ({type(error).__name__}).") from error

    def answers(tasks: Sequence[Task]) -> Iterator[Done]:
        completed: Any = distributed.as_completed
        futures = client.map(work, _parts(tasks), configuration=shared, graph=graph, pure=False, retries=2)
        for future in completed(futures):
            try:
                yield from future.result()
            except Exception as error:
                raise ReportError(f"--scheduler {address}: a task was lost ({type(error).__name__}).") from error
            future.release()

    with client:
        shared = client.scatter(configuration, broadcast=True)
        yield answers


def workers(
    configuration: Configuration, states: int, *, count: int | None, scheduler: str, graph: bool
) -> AbstractContextManager[Workers]:
    """Those that a call asks for: all cores, unless there is little to do."""
    if scheduler:
        return at_scheduler(configuration, scheduler, graph=graph)
    wanted = count or min(os.cpu_count() or 1, -(-states // _TOGETHER))
    if wanted == 1:
        return in_this_process(configuration, graph=graph)
    return in_processes(configuration, wanted, graph=graph)


def _parts(tasks: Sequence[Task]) -> list[Sequence[Task]]:
    return [tasks[start : start + _TOGETHER] for start in range(0, len(tasks), _TOGETHER)]
