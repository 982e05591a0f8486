"""The laws of rows: each witness shows its own row and no other, and each row can be read, in every language."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import get_args

import pytest

from policypack.catalog.schema import input_schema
from policypack.constraint import BoundRow, Table, several, tree_of
from policypack.engine.registry import all_rules
from policypack.fix.render import render
from policypack.laws.rows import invalid_witnesses, row_fixes, valid_witnesses, violations, witness
from policypack.model.fixes import Fix
from policypack.model.languages import Language
from policypack.model.paths import EACH, steps, top
from policypack.model.resources import Resource
from policypack.model.values import UNKNOWN
from policypack.model.verdicts import Answer
from policypack.rule import AnyRule
from tests.generation.stacks import forgetting, places

TABLES = [(rule, rule.table) for rule in all_rules() if rule.table is not None]
ALL = [(rule, table, one) for rule, table in TABLES for one in table.bound]
ROWS = [pytest.param(table, one, id=f"{rule.id}-{one.number}") for rule, table, one in ALL]
OF_RULES = [pytest.param(rule, table, one, id=f"{rule.id}-{one.number}") for rule, table, one in ALL]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def violated(table: Table, subject: Resource) -> set[str]:
    return {one.row for one in violations(table, subject)}


@pytest.mark.parametrize(("rule", "table", "one"), OF_RULES)
def test_an_invalid_witness_breaks_its_own_row_and_no_other(rule: AnyRule, table: Table, one: BoundRow) -> None:
    assert list(invalid_witnesses(rule, table, one)) == []


@pytest.mark.parametrize(("rule", "table", "one"), OF_RULES)
def test_a_valid_witness_breaks_no_row_and_is_decided_by_its_own(rule: AnyRule, table: Table, one: BoundRow) -> None:
    assert list(valid_witnesses(rule, table, one)) == []


@pytest.mark.parametrize(("table", "one"), ROWS)
def test_what_is_not_known_is_never_violated(table: Table, one: BoundRow) -> None:
    for own in several(one.row.invalid):
        subject = witness(table, one, own)
        before = violated(table, subject)
        for key in subject.inputs:
            changed = dataclasses.replace(subject, inputs={**subject.inputs, key: UNKNOWN})
            verdicts = list(table.verdicts(changed))
            assert violated(table, changed) <= before
            assert violated(table, changed) == before or any(one.answer is Answer.UNDETERMINED for one in verdicts)


@pytest.mark.parametrize(("table", "one"), ROWS)
def test_a_part_that_is_not_known_breaks_nothing(table: Table, one: BoundRow) -> None:
    """An unknown field of a block, or element of a list, in what AWS accepts."""
    for own in several(one.row.valid):
        subject = witness(table, one, own)
        for path in places(dict(subject.inputs)):
            if len(path) > 1:
                assert violated(table, forgetting(subject, path)) == set(), path


@pytest.mark.parametrize(("table", "one"), [row for row in ROWS if not row.values[1].row.error])
def test_a_practice_waits_for_what_it_asks(table: Table, one: BoundRow) -> None:
    """Where the argument is not known, a practice is undetermined: nothing else decides it."""
    asked = top(one.row.each or one.row.demand.reads[0])
    for own in several(one.row.valid):
        subject = witness(table, one, own)
        if asked in subject.inputs:
            unknown = dataclasses.replace(subject, inputs={**subject.inputs, asked: UNKNOWN})
            answers = {verdict.answer for verdict in table.verdicts(unknown) if verdict.row == one.name}
            assert answers == {Answer.UNDETERMINED} or one.row.demand.ask(unknown).truth is True


@pytest.mark.parametrize(("table", "one"), ROWS)
def test_each_argument_of_a_row_exists(table: Table, one: BoundRow) -> None:
    arguments = [one.row.each] if one.row.each else list(_paths(one))
    for type_ in one.types:
        known = set(input_schema(type_))
        for path in arguments:
            assert top(path) in known, f"{type_} has no argument {path}"


def _paths(one: BoundRow) -> Iterator[str]:
    yield one.row.path
    yield from one.row.demand.reads
    yield from one.row.when.reads


@pytest.mark.parametrize(("table", "one"), ROWS)
def test_a_message_names_the_argument_and_awss_error(table: Table, one: BoundRow) -> None:
    for own in several(one.row.invalid):
        for verdict in table.verdicts(witness(table, one, own)):
            if verdict.answer is Answer.VIOLATED:
                assert (verdict.rejects is not None) is bool(one.row.error)
                assert verdict.rejects is None or verdict.rejects.error in verdict.rejects.answer
                assert verdict.problem.endswith(one.row.harm)
                assert one.row.error or one.row.harm, "a practice says what comes of it"
                assert steps(verdict.at)[-1] in verdict.problem or one.row.problem, verdict.problem
                assert not any(brace in verdict.problem.replace(str(own), "") for brace in ("{}", "None", "Value("))


@pytest.mark.parametrize(("rule", "table", "one"), OF_RULES)
def test_a_fix_works_when_it_is_applied(rule: AnyRule, table: Table, one: BoundRow) -> None:
    """The finding is gone, and no other row of the rule is broken instead."""
    assert list(row_fixes(rule, table, one)) == []


@pytest.mark.parametrize(("table", "one"), ROWS)
def test_a_fix_is_written_in_each_language(table: Table, one: BoundRow) -> None:
    for language in LANGUAGES:
        text = render(one.row.fix, language)
        assert text.strip()
        assert "None" not in text


def test_a_printed_fix_writes_each_argument_once() -> None:
    for rule, table in TABLES:
        for one in table.bound:
            for way in (one.row.fix.steps, *one.row.fix.otherwise):
                written = render(Fix(way), "python").partition("  #")[0]
                arguments = re.findall(r"(?:^|, )(\w+)=(?!=)", re.sub(r"[\[({].*?[\])}]+(?=, \w+=|$)", "", written))
                assert len(arguments) == len(set(arguments)), f"{rule.id} {one.number}: {written}"


def test_a_path_into_a_block_leaves_the_given_block_alone() -> None:
    block = {"low": 1, "inner": {"high": 2}}
    assert tree_of({"range": block, "range.low": 0, "range.inner.high": 3}) == {
        "range": {"low": 0, "inner": {"high": 3}}
    }
    assert block == {"low": 1, "inner": {"high": 2}}


def test_a_row_of_a_list_names_the_list() -> None:
    for _, table in TABLES:
        for one in table.bound:
            assert not one.row.each or EACH in steps(one.row.each) or "." in one.row.each
