"""The audit of a fleet: each state alone, then those that touch others once more, with what is near them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic

from policypack.fleet.judging import NOTHING
from policypack.fleet.neighbours import neighbours
from policypack.fleet.spool import Spool
from policypack.fleet.workers import Task, Workers
from policypack.reports.results import Report

Progress = Callable[[int, int], object]
"""Is told how many states are judged, of how many; those that touch others count twice."""


def audit(states: Sequence[str], do: Workers, progress: Progress = lambda *_: None) -> Report:
    """The reports on the states at these places, in their order, whoever judges them and in whichever order. Its
    ``stacks`` are a :class:`Spool`, which the caller closes."""
    started = monotonic()
    reports = Spool(len(states))
    touches = [NOTHING] * len(states)
    for number, done in enumerate(do([Task(place, state) for place, state in enumerate(states)]), 1):
        reports.put(done.place, done.report)
        touches[done.place] = done.touch
        progress(number, len(states))
    beside = neighbours(touches)
    again = [Task(place, states[place], tuple(states[one] for one in others)) for place, others in beside.items()]
    for number, done in enumerate(do(again) if again else (), 1):
        reports.put(done.place, done.report)
        progress(len(states) + number, len(states) + len(again))
    return Report(reports, monotonic() - started)
