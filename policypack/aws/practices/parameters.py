"""Rows of parameter groups: a parameter that must have a value, in the group's own or by the engine's default."""

from __future__ import annotations

from dataclasses import replace

from policypack.constraint import Constraint, Inputs, argument, fix
from policypack.constraint.practices import practice
from policypack.fix import Blank, Set
from policypack.model.conditions import ALWAYS, Condition, Subject, Words
from policypack.model.facts import Fact, all_of, any_of, is_not
from policypack.model.values import Plain


def parameter(
    name: str,
    *allowed: str,
    but_not: str,
    families: tuple[str, ...] = (),
    by_default: bool = False,
    given: Inputs,
    controls: tuple[str, ...],
    path: str = "parameters",
    keys: tuple[str, str] = ("name", "value"),
) -> Constraint:
    """The parameter has one of the values, the first of which is the fix. ``by_default``: it has where the group does
    not name it. Only groups whose family starts with one of ``families`` are asked; ``given`` are inputs of the
    examples' groups."""
    key, value = keys
    own = argument(path)

    def holds(it: Subject) -> Fact:
        elements = own.of(it)
        if by_default:
            return elements.all(lambda one: any_of(is_not(one[key].equals(name)), one[value].is_in(allowed)))
        return elements.any(lambda one: all_of(one[key].equals(name), one[value].is_in(allowed)))

    def completed(present: Plain) -> Plain:
        """The parameters with the right value, the others as they are."""
        listed = present if isinstance(present, list) else []
        others = [one for one in listed if not (isinstance(one, dict) and one.get(key) == name)]
        return [*others, {key: name, value: allowed[0]}]

    demanded = f'the parameter {name} with the value "{allowed[0]}"'
    demand = Condition(
        holds,
        Words.of(path, f"has {demanded}", f"lacks {demanded}", f"must have {demanded}", f"must not have {demanded}"),
        (path,),
    )
    wrong = {**given, path: [{key: name, value: but_not}]}
    right = {**given, path: [{key: name, value: allowed[0]}]}
    row = practice(
        demand,
        fix=fix(Set(path, Blank(f'the present ones, and {name} with the value "{allowed[0]}"'))),
        invalid=wrong if by_default else (given, wrong),
        valid=(given, right) if by_default else right,
        when=argument("family").starts_with(*families) if families else ALWAYS,
        controls=controls,
    )
    return replace(row, correct=completed)
