"""The laws of rows: each invalid witness breaks its own row and no other, each valid one none, and each fix works."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policypack.constraint import BoundRow, Inputs, Table, several
from policypack.laws.applied import applied, on_the_wire, ways
from policypack.laws.asking import file_of
from policypack.laws.broken import Broken
from policypack.model.resources import Resource
from policypack.model.verdicts import Answer, Verdict
from policypack.rule import AnyRule

LAW = "witnesses of a row show it alone"
FIX = "a fix of a row works"


def rows(rule: AnyRule) -> Iterator[Broken]:
    """All laws of all rows of a rule."""
    if rule.table is not None:
        for one in rule.table.bound:
            yield from invalid_witnesses(rule, rule.table, one)
            yield from valid_witnesses(rule, rule.table, one)
            yield from row_fixes(rule, rule.table, one)


def invalid_witnesses(rule: AnyRule, table: Table, one: BoundRow) -> Iterator[Broken]:
    """Each breaks its own row and no other, of each of the row's types."""
    for own, subject in _witnesses(table, one, one.row.invalid):
        broken = {verdict.row for verdict in violations(table, subject)}
        if broken != {one.name}:
            others = ", ".join(sorted(broken - {one.name}))
            came = f"breaks {others}, too" if one.name in broken else f"breaks {others or 'nothing'}"
            yield _broken(
                LAW,
                rule,
                one,
                f"the invalid input {dict(own)} of {subject.type} must break this row alone; it {came}.",
                "Add what the other row demands to `base` or to the input, or correct the demand.",
            )


def valid_witnesses(rule: AnyRule, table: Table, one: BoundRow) -> Iterator[Broken]:
    """Each breaks no row and leaves none undetermined."""
    for own, subject in _witnesses(table, one, one.row.valid):
        broken = ", ".join(sorted({verdict.row for verdict in violations(table, subject)}))
        waiting = any(verdict.answer is Answer.UNDETERMINED for verdict in table.verdicts(subject))
        if broken or waiting:
            came = f"breaks {broken}" if broken else "leaves a row undetermined"
            yield _broken(
                LAW,
                rule,
                one,
                f"the valid input {dict(own)} of {subject.type} must break no row; it {came}.",
                "Correct the input, or the demand.",
            )


def row_fixes(rule: AnyRule, table: Table, one: BoundRow) -> Iterator[Broken]:
    """Applied to an invalid witness, it leaves no row broken."""
    for own, subject in _witnesses(table, one, one.row.invalid):
        for way in (way for verdict in violations(table, subject) for way in ways(verdict.fix)):
            fixed = replace(subject, inputs=applied(way, dict(subject.inputs)))
            if left := ", ".join(sorted({verdict.row for verdict in violations(table, fixed)})):
                yield _broken(
                    FIX,
                    rule,
                    one,
                    f"after {way} on {dict(own)} of {subject.type}, no row may be broken; {left} is.",
                    "Let the fix write what the row demands.",
                )


def witness(table: Table, one: BoundRow, own: Inputs, type_: str = "") -> Resource:
    """A resource of the row's first type, or of another one, with these inputs and those of the table's base."""
    token = type_ or one.types[0]
    inputs = {key: on_the_wire(value) for key, value in table.inputs(token, own).items()}
    return Resource(urn=f"urn:pulumi:dev::test::{token}::it", type=token, name="it", inputs=inputs)


def violations(table: Table, subject: Resource) -> list[Verdict]:
    """The verdicts of the rows that a resource breaks."""
    return [verdict for verdict in table.verdicts(subject) if verdict.answer is Answer.VIOLATED]


def _witnesses(table: Table, one: BoundRow, inputs: Inputs | tuple[Inputs, ...]) -> Iterator[tuple[Inputs, Resource]]:
    for own in several(inputs):
        for type_ in one.types:
            yield own, witness(table, one, own, type_)


def _broken(law: str, rule: AnyRule, one: BoundRow, problem: str, hint: str) -> Broken:
    return Broken(law, file_of(rule), f"Row {one.number} ({one.row.path}): {problem}", hint)
