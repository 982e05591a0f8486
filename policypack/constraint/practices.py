"""Rows of what AWS accepts and production should not have: practices, each with the controls that it answers.

A practice is a :class:`~policypack.constraint.row.Constraint` without an error of AWS: the laws of rows hold for both.

    turned_on("storageEncrypted", controls=("RDS.3",), when=~argument("replicateSourceDb").is_present())
    turned_off("publiclyAccessible", controls=("RDS.2",))
    at_least("retentionPeriod", 168, otherwise=24, controls=("Kinesis.3",))
"""

from __future__ import annotations

from dataclasses import replace

from policypack.constraint.row import Constraint
from policypack.constraint.shapes import chosen, holding
from policypack.constraint.witnesses import NOTHING, Inputs, Witness
from policypack.fix import Blank, Fix, Remove, Set, fix
from policypack.model.conditions import ALWAYS, Argument, Condition, Subject, Words
from policypack.model.controls import page_of_control
from policypack.model.facts import FALSE, TRUE, Fact
from policypack.model.values import Plain


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
        source=source or page_of_control(controls[0]),
        at=at,
        each=each,
        given=given,
        problem=problem,
    )


def turned_on(
    path: str,
    *,
    by_default: bool = False,
    given: Inputs = NOTHING,
    when: Condition = ALWAYS,
    beside: Inputs = NOTHING,
    controls: tuple[str, ...] = (),
    source: str = "",
) -> Constraint:
    """A switch that must be on. ``by_default``: it is where the program says nothing, so that only false is wrong."""
    own = Argument(path)
    base = {**beside, **chosen(given)}
    said_off = {**base, path: False}
    return practice(
        ~own.equals(False) if by_default else own.is_true(),
        fix=fix(Set(path, True)),
        invalid=said_off if by_default else (base, said_off),
        valid=(base, {**base, path: True}) if by_default else {**base, path: True},
        controls=controls,
        source=source,
        when=_asked(given, when),
    )


def turned_off(
    path: str,
    *,
    by_default: bool = True,
    given: Inputs = NOTHING,
    when: Condition = ALWAYS,
    beside: Inputs = NOTHING,
    controls: tuple[str, ...] = (),
    source: str = "",
) -> Constraint:
    """A switch that must be off. Without ``by_default`` it is on where the program says nothing."""
    own = Argument(path)
    base = {**beside, **chosen(given)}
    on, off = {**base, path: True}, {**base, path: False}
    return practice(
        ~own.is_true() if by_default else own.equals(False),
        fix=fix(Set(path, False)),
        invalid=on if by_default else (base, on),
        valid=(base, off) if by_default else off,
        controls=controls,
        source=source,
        when=_asked(given, when),
    )


def one_value(
    path: str,
    *allowed: Plain,
    but_not: Plain,
    by_default: bool = False,
    given: Inputs = NOTHING,
    when: Condition = ALWAYS,
    beside: Inputs = NOTHING,
    controls: tuple[str, ...] = (),
    source: str = "",
) -> Constraint:
    """One of ``allowed``, the first of which is the fix. ``by_default``: absent is fine. ``but_not`` is an example of
    another value."""
    own = Argument(path)
    base = {**beside, **chosen(given)}
    wrong = {**base, path: but_not}
    good = tuple({**base, path: one} for one in allowed)
    is_allowed = own.one_of(*allowed)
    return practice(
        (is_allowed | ~own.is_set().unsaid()) if by_default else is_allowed,
        fix=fix(Set(path, allowed[0])),
        invalid=wrong if by_default else (base, wrong),
        valid=(base, *good) if by_default else good,
        controls=controls,
        source=source,
        when=_asked(given, when),
    )


def not_one_of(
    path: str,
    *banned: Plain,
    instead: Plain,
    given: Inputs = NOTHING,
    when: Condition = ALWAYS,
    beside: Inputs = NOTHING,
    controls: tuple[str, ...] = (),
    source: str = "",
) -> Constraint:
    """None of ``banned``; absent is fine. ``instead`` is the fix."""
    base = {**beside, **chosen(given)}
    return practice(
        ~Argument(path).one_of(*banned),
        fix=fix(Set(path, instead)),
        invalid=tuple({**base, path: one} for one in banned),
        valid=(base, {**base, path: instead}),
        controls=controls,
        source=source,
        when=_asked(given, when),
    )


def said(
    path: str,
    example: Plain,
    *,
    blank: str = "",
    given: Inputs = NOTHING,
    when: Condition = ALWAYS,
    beside: Inputs = NOTHING,
    controls: tuple[str, ...] = (),
    source: str = "",
) -> Constraint:
    """The argument must be set; an output of another resource counts.

    ``example`` is the fix; with ``blank``, which says what may be written there, it is only an example.
    """
    base = {**beside, **chosen(given)}
    return practice(
        Argument(path).is_present(),
        fix=fix(Set(path, Blank(blank) if blank else example)),
        invalid={**base, path: None},
        valid={**base, path: example},
        controls=controls,
        source=source,
        when=_asked(given, when),
    )


def unsaid(
    path: str,
    example: Plain,
    *,
    given: Inputs = NOTHING,
    when: Condition = ALWAYS,
    beside: Inputs = NOTHING,
    controls: tuple[str, ...] = (),
    source: str = "",
) -> Constraint:
    """The argument must not be set; ``example`` is a value that is wrong."""
    base = {**beside, **chosen(given)}
    return practice(
        Argument(path).is_empty(),
        fix=fix(Remove(path)),
        invalid={**base, path: example},
        valid=base,
        controls=controls,
        source=source,
        when=_asked(given, when),
    )


def at_least(
    path: str,
    number: int,
    *,
    otherwise: int,
    given: Inputs = NOTHING,
    when: Condition = ALWAYS,
    beside: Inputs = NOTHING,
    controls: tuple[str, ...] = (),
    source: str = "",
) -> Constraint:
    """A number of at least so much; ``otherwise`` is what AWS takes where the program says nothing."""
    own = Argument(path)
    base = {**beside, **chosen(given)}
    demand = own.at_least(number)
    short = {**base, path: number - 1}
    enough = {**base, path: number}
    fine_unsaid = otherwise >= number
    return practice(
        (demand | ~own.is_set().unsaid()) if fine_unsaid else demand,
        fix=fix(Set(path, number)),
        invalid=short if fine_unsaid else (base, short),
        valid=(base, enough) if fine_unsaid else enough,
        controls=controls,
        source=source,
        when=_asked(given, when),
    )


def has_one(
    path: str,
    *wanted: str,
    given: Inputs = NOTHING,
    when: Condition = ALWAYS,
    beside: Inputs = NOTHING,
    controls: tuple[str, ...] = (),
    source: str = "",
) -> Constraint:
    """A list that has each of ``wanted``; the fix keeps what else it has."""
    own = Argument(path)
    base = {**beside, **chosen(given)}
    demand = own.contains(wanted[0])
    for one in wanted[1:]:
        demand &= own.contains(one)

    def filled(present: Plain) -> Plain:
        kept = present if isinstance(present, list) else []
        return [*kept, *(one for one in wanted if one not in kept)]

    row = practice(
        demand,
        fix=fix(Set(path, list(wanted))),
        invalid=(base, *({**base, path: [other for other in wanted if other != one]} for one in wanted[:1])),
        valid={**base, path: list(wanted)},
        controls=controls,
        source=source,
        when=_asked(given, when),
    )
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


def _asked(given: Inputs, when: Condition) -> Condition:
    if not given:
        return when
    return holding(given) if when is ALWAYS else holding(given) & when
