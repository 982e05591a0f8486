"""One state, judged: what a worker does, wherever it runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic

from policypack.documents.files import UnreadableError
from policypack.engine.configuration.configuration import Configuration
from policypack.errors import GuardrailsError, fault
from policypack.fleet.identities import Touch, touch_of
from policypack.fleet.neighbours import near
from policypack.fleet.places import read_state_file
from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.offline import judge_state
from policypack.reports.results import StackReport, problem_report, report_of
from policypack.sources.state import state_of

NOTHING = Touch(frozenset(), frozenset())


@record(frozen=True, slots=True)
class Audited:
    """What a worker sends of a state."""

    report: StackReport
    touch: Touch = NOTHING


def audit_state(
    place: str, configuration: Configuration, others: Sequence[str] = (), *, graph: bool = False
) -> Audited:
    """The report on the state at a place, judged with what the states at ``others`` have near it. Never raises: what
    keeps a state from being judged is its report's problem."""
    started = monotonic()
    try:
        state = state_of(read_state_file(place))
        context = tuple(one for other in others for one in _near(state.resources, other))
        run = judge_state(state, configuration, started, root=Path(place).parent, context=context)
        return Audited(report_of(run, place, graph=graph), touch_of(state.resources))
    except UnreadableError as error:
        return Audited(problem_report(place, f"{place}: {error.problem}"))
    except GuardrailsError as error:
        return Audited(problem_report(place, str(error)))
    except Exception as error:  # noqa: BLE001 - a damaged file is one problem, and the others go on
        return Audited(problem_report(place, f"{place}: the pack failed with {fault(error)}; report it"))


def _near(own: Sequence[Resource], place: str) -> Iterator[Resource]:
    """Nothing where that state cannot be read: its own report says so."""
    try:
        others = state_of(read_state_file(place)).resources
    except UnreadableError:
        return
    yield from near(own, others)
