"""Rows about the definition of a state machine, and definitions for their examples."""

from __future__ import annotations

from collections.abc import Mapping

from policypack.constraint import Blank, Condition, Constraint, Inputs, Json, Set, Witness, argument, fix

INVALID = "InvalidDefinition: Invalid State Machine Definition: '"
CALL = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "orders"}}
DONE = {"Type": "Succeed"}

definition = argument("definition")


def machine(states: Mapping[str, object], start: str = "Call", **fields: object) -> Inputs:
    """A definition with these states."""
    return {"definition": Json({**fields, "StartAt": start, "States": dict(states)})}


def row(
    demand: Condition,
    *,
    when: Condition | None = None,
    invalid: Witness,
    valid: Witness,
    message: str,
    source: str,
    condition: str,
) -> Constraint:
    """A row about the definition; ``message`` is what the error says of it."""
    is_given = definition.is_given().unsaid()
    return Constraint(
        demand=demand,
        when=is_given if when is None else when & is_given,
        error=f"{INVALID}{message}'",
        source=source,
        fix=fix(Set("definition", Blank("the corrected definition"))),
        invalid=invalid,
        valid=valid,
        condition=condition,
    )


def of_one_state(*states: Mapping[str, object]) -> tuple[Inputs, ...]:
    """A definition of each of the states alone, which ends the machine."""
    return tuple(machine({"Call": {"End": True, **state}}) for state in states)
