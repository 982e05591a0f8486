"""Rows of what AWS accepts and production should not have: practices, each with the controls that it answers.

A practice is a :class:`~policypack.constraint.row.Constraint` without an error of AWS: the laws of rows hold for both.

    turned_on("storageEncrypted", controls=("RDS.3",), when=~argument("replicateSourceDb").is_present())
    turned_off("publiclyAccessible", controls=("RDS.2",))
    at_least("retentionPeriod", 168, otherwise=24, controls=("Kinesis.3",))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypedDict

from policypack.constraint.row import Constraint
from policypack.constraint.shapes import chosen, holding
from policypack.constraint.witnesses import NOTHING, Inputs, Witness
from policypack.fix import Blank, Fix, Remove, Set, fix
from policypack.model.conditions import ALWAYS, Argument, Condition, Subject, Words, all_conditions
from policypack.model.controls import page_of_control
from policypack.model.facts import FALSE, TRUE, Fact
from policypack.model.values import Plain

if TYPE_CHECKING:
    from typing_extensions import Unpack


def practice(
    demand: Condition,
    *,
    fix: Fix,
    invalid: Witness,
    valid: Witness,
    controls: tuple[str, ...] = (),
    source: str = "",
    when: Condition = ALWAYS,
    at: str = "",
    each: str = "",
    given: Condition = ALWAYS,
    problem: str = "",
) -> Constraint:
    """A practice of no common shape. ``controls`` are ids of AWS Security Hub; without any, ``source`` says who demands
    it."""
    return Constraint(
        demand=demand,
        when=when,
        fix=fix,
        invalid=invalid,
        valid=valid,
        controls=controls,
        source=source or (page_of_control(controls[0]) if controls else ""),
        at=at,
        each=each,
        given=given,
        problem=problem,
    )


class Asked(TypedDict, total=False):
    """What each shape takes besides its own: where it is asked (``given`` inputs, which its examples have, and
    ``when``), what its examples have besides, and who demands it."""

    given: Inputs
    when: Condition
    beside: Inputs
    controls: tuple[str, ...]
    source: str


def turned_on(path: str, *, by_default: bool = False, **asked: Unpack[Asked]) -> Constraint:
    """A switch that must be on. ``by_default``: it is where the program says nothing, so that only false is wrong."""
    own = Argument(path)
    demand = ~own.equals(False) if by_default else own.is_true()
    return _shape(demand, Set(path, True), [{path: False}], [{path: True}], unsaid_is_fine=by_default, **asked)


def turned_off(path: str, *, by_default: bool = True, **asked: Unpack[Asked]) -> Constraint:
    """A switch that must be off. Without ``by_default`` it is on where the program says nothing."""
    own = Argument(path)
    demand = ~own.is_true() if by_default else own.equals(False)
    return _shape(demand, Set(path, False), [{path: True}], [{path: False}], unsaid_is_fine=by_default, **asked)


def one_value(
    path: str, *allowed: Plain, but_not: Plain, by_default: bool = False, **asked: Unpack[Asked]
) -> Constraint:
    """One of ``allowed``, the first of which is the fix. ``by_default``: absent is fine. ``but_not`` is an example of
    another value."""
    demand = _or_unsaid(Argument(path), Argument(path).one_of(*allowed), by_default)
    good = [{path: one} for one in allowed]
    return _shape(demand, Set(path, allowed[0]), [{path: but_not}], good, unsaid_is_fine=by_default, **asked)


def not_one_of(path: str, *banned: Plain, instead: Plain, **asked: Unpack[Asked]) -> Constraint:
    """None of ``banned``; absent is fine. ``instead`` is the fix."""
    demand, bad = ~Argument(path).one_of(*banned), [{path: one} for one in banned]
    return _shape(demand, Set(path, instead), bad, [{path: instead}], unsaid_is_fine=True, **asked)


def said(path: str, example: Plain, *, blank: str = "", **asked: Unpack[Asked]) -> Constraint:
    """The argument must be set; an output of another resource counts.

    ``example`` is the fix; with ``blank``, which says what may be written there, it is only an example.
    """
    value = Set(path, Blank(blank) if blank else example)
    return _shape(Argument(path).is_present(), value, [{path: None}], [{path: example}], **asked)


def unsaid(path: str, example: Plain, **asked: Unpack[Asked]) -> Constraint:
    """The argument must not be set; ``example`` is a value that is wrong."""
    return _shape(Argument(path).is_empty(), Remove(path), [{path: example}], [{}], **asked)


def at_least(path: str, number: int, *, otherwise: int, **asked: Unpack[Asked]) -> Constraint:
    """A number of at least so much; ``otherwise`` is what AWS takes where the program says nothing."""
    fine = otherwise >= number
    demand = _or_unsaid(Argument(path), Argument(path).at_least(number), fine)
    return _shape(demand, Set(path, number), [{path: number - 1}], [{path: number}], unsaid_is_fine=fine, **asked)


def has_one(path: str, *wanted: str, **asked: Unpack[Asked]) -> Constraint:
    """A list that has each of ``wanted``; the fix keeps what else it has."""

    def filled(present: Plain) -> Plain:
        kept = present if isinstance(present, list) else []
        return [*kept, *(one for one in wanted if one not in kept)]

    whole = list(wanted)
    demand = all_conditions(Argument(path).contains(one) for one in wanted)
    row = _shape(demand, Set(path, whole), [{path: whole[1:]}], [{path: whole}], unsaid_is_fine=False, **asked)
    return replace(row, correct=filled)


def inherits(*paths: str) -> Condition:
    """Unknown where one of the arguments is set: the resource is made of another one, a snapshot say, which AWS knows
    and the program does not tell. To be joined by ``|`` to what the program says."""

    def answer(it: Subject) -> Fact:
        return next((it.at(path).undecided() for path in paths if it.at(path).is_set().truth), FALSE)

    return Condition(answer, Words("", "", "", ""))


def left_open(path: str) -> Condition:
    """Unknown where the argument is not set: AWS then chooses what the program does not tell. To be joined by ``&`` to
    what the program says."""

    def answer(it: Subject) -> Fact:
        return it.at(path).undecided() if it.at(path).is_absent else TRUE

    return Condition(answer, Words("", "", "", ""))


def _or_unsaid(own: Argument, demand: Condition, fine: bool) -> Condition:
    """The demand, or that nothing is said where that is ``fine``."""
    return demand | ~own.is_set().unsaid() if fine else demand


def _shape(
    demand: Condition,
    step: Set | Remove,
    invalid: Sequence[Inputs],
    valid: Sequence[Inputs],
    *,
    unsaid_is_fine: bool | None = None,
    given: Inputs = NOTHING,
    when: Condition = ALWAYS,
    beside: Inputs = NOTHING,
    controls: tuple[str, ...] = (),
    source: str = "",
) -> Constraint:
    """The row of a shape. ``unsaid_is_fine`` adds the example that says nothing to those that are valid, or, where
    false, to those that are not."""
    base = {**beside, **chosen(given)}
    bad = [*([NOTHING] if unsaid_is_fine is False else ()), *invalid]
    good = [*([NOTHING] if unsaid_is_fine else ()), *valid]
    row = practice(
        demand,
        fix=fix(step),
        invalid=tuple({**base, **one} for one in bad),
        valid=tuple({**base, **one} for one in good),
        controls=controls,
        source=source,
        when=holding(given) if given else ALWAYS,
    )
    return row if when is ALWAYS else row.also_when(when)
