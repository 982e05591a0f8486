"""Definitions of state machines, in the Amazon States Language.

https://states-language.net/spec.html and
https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html, read in November 2026. Each
function returns what Step Functions objects to, None where it does not. Expressions and paths are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from policypack.model.opaque import is_opaque
from policypack.model.values import Plain

REQUIRED = {
    "Task": (("Resource",),),
    "Choice": (("Choices",),),
    "Parallel": (("Branches",),),
    "Map": (("ItemProcessor", "Iterator"),),
    "Pass": (),
    "Wait": (),
    "Succeed": (),
    "Fail": (),
}
"""The types of states, and the fields that each must have, one of several."""
GO_ON = ("Task", "Parallel", "Map", "Pass", "Wait")
"""Types of states that name the next one, or end."""

_ALL = ("Type", "Comment", "QueryLanguage", "Assign", "Output", "InputPath", "OutputPath")
_COMMON = (*_ALL, "Next", "End")
_RESULTS = ("Arguments", "Parameters", "ResultPath", "ResultSelector", "Retry", "Catch")
FIELDS = {
    "Task": (
        *(*_COMMON, *_RESULTS, "Resource", "Credentials"),
        *("TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath"),
    ),
    "Parallel": (*_COMMON, *_RESULTS, "Branches"),
    "Map": (
        *(*_COMMON, *_RESULTS, "ItemProcessor", "Iterator", "Items", "ItemsPath", "ItemSelector", "ItemReader"),
        *("ItemBatcher", "ResultWriter", "MaxConcurrency", "MaxConcurrencyPath", "Label"),
        *("ToleratedFailurePercentage", "ToleratedFailurePercentagePath"),
        *("ToleratedFailureCount", "ToleratedFailureCountPath"),
    ),
    "Pass": (*_COMMON, "Result", "ResultPath", "Parameters"),
    "Wait": (*_COMMON, "Seconds", "SecondsPath", "Timestamp", "TimestampPath"),
    "Choice": (*_ALL, "Choices", "Default"),
    "Succeed": (*_ALL, "End"),
    "Fail": (*_ALL, "Error", "ErrorPath", "Cause", "CausePath"),
}
"""The fields that a state of each type may have."""
ELSEWHERE = frozenset(field for fields in FIELDS.values() for field in fields)
"""Fields that a state of some type has: in a state of another type they are certainly wrong."""

WAITING = (".sync", ".sync:2", ".waitForTaskToken")
"""How the Resource of a task ends that waits for a job, or for a token."""

Tree: TypeAlias = dict[str, Any]


def shape_error(definition: Plain) -> str | None:
    """An object with StartAt and States."""
    if not isinstance(definition, dict):
        return "it is not a JSON object"
    for path, machine in machines_of(definition):
        for field in ("StartAt", "States"):
            if field not in machine:
                return f"{path or 'it'} has no {field}"
        if not isinstance(machine["States"], dict) or not machine["States"]:
            return f"{path}/States has no states"
    return None


def state_error(definition: Plain) -> str | None:
    """Each state has a type that there is, what the type needs, and either the next state or an end."""
    for path, state in states_of(definition):
        type_ = state.get("Type")
        if type_ not in REQUIRED:
            given = f'the Type "{type_}"' if type_ else "no Type"
            return f"{path} has {given}: it must be one of {', '.join(REQUIRED)}"
        for fields in REQUIRED[type_]:
            if not any(state.get(field) for field in fields):
                return f"{path} is a {type_} and has no {fields[0]}"
        if type_ in GO_ON and ("Next" in state) is (state.get("End") is True):
            return f"{path} must have either Next or End"
    return None


def waiting_error(definition: Plain) -> str | None:
    """No task waits for the end of a job, or for a token."""
    for path, state in states_of(definition):
        resource = state.get("Resource")
        if isinstance(resource, str) and not is_opaque(resource) and resource.endswith(WAITING):
            return f'{path} has the Resource "{resource}"'
    return None


def field_error(definition: Plain) -> str | None:
    """No state has a field that only states of other types have."""
    for path, state in states_of(definition):
        own = FIELDS.get(str(state.get("Type")))
        if own is None:
            continue
        for field in state:
            if field in ELSEWHERE and field not in own:
                return f"{path} is a {state['Type']}, and Field '{field}' is not supported"
    return None


def resource_error(definition: Plain) -> str | None:
    """The Resource of a task is an ARN; what a preview does not know, or fills in later, is one."""
    for path, state in states_of(definition):
        resource = state.get("Resource")
        is_written = state.get("Type") == "Task" and isinstance(resource, str) and not is_opaque(resource)
        if is_written and resource and not resource.startswith(("arn:", "$", "{")):
            return f'{path} has the Resource "{resource}", which is no ARN'
    return None


def transition_error(definition: Plain) -> str | None:
    """StartAt, Next and Default name states of the same machine, and each state is the target of one."""
    for path, machine in machines_of(definition):
        states = machine.get("States")
        if not isinstance(states, dict) or "StartAt" not in machine:
            continue
        targets = list(_targets(machine))
        missing = next((target for target in targets if target not in states), None)
        if missing is not None:
            return f"Missing 'Next' target: \"{missing}\""
        lost = next((name for name in states if name not in targets), None)
        if lost is not None:
            return f'State "{lost}" is not reachable: {path}/States/{lost}'
    return None


def end_error(definition: Plain) -> str | None:
    """One state ends the machine."""
    states = definition.get("States") if isinstance(definition, dict) else None
    if not isinstance(states, dict) or not all(isinstance(one, dict) for one in states.values()):
        return None
    ends = any(one.get("End") is True or one.get("Type") in ("Succeed", "Fail") for one in states.values())
    return None if ends or not states else "no state ends it"


def _targets(machine: Tree) -> Iterator[str]:
    """Every name of a state that something leads to."""
    yield str(machine.get("StartAt"))
    for state in machine["States"].values():
        if not isinstance(state, dict):
            continue
        ways = [state, *_list(state.get("Choices")), *_list(state.get("Catch"))]
        yield from (
            str(way[key]) for way in ways for key in ("Next", "Default") if isinstance(way, dict) and key in way
        )


def machines_of(definition: Plain) -> Iterator[tuple[str, Tree]]:
    """The machine, and those inside its states, each with its path."""
    pending = [("", definition)]
    while pending:
        path, machine = pending.pop()
        if not isinstance(machine, dict):
            continue
        yield path, machine
        states = machine.get("States")
        for name, state in (states if isinstance(states, dict) else {}).items():
            if isinstance(state, dict):
                own = f"{path}/States/{name}"
                pending += [(f"{own}/Branches[{place}]", one) for place, one in enumerate(_list(state.get("Branches")))]
                pending += [(f"{own}/{key}", state[key]) for key in ("ItemProcessor", "Iterator") if key in state]


def states_of(definition: Plain) -> Iterator[tuple[str, Tree]]:
    for path, machine in machines_of(definition):
        states = machine.get("States")
        for name, state in (states if isinstance(states, dict) else {}).items():
            if isinstance(state, dict):
                yield f"{path}/States/{name}", state


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
