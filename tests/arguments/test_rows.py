"""The laws of rows of data, over all of them in one process: each stops one value and lets another through."""

from __future__ import annotations

import re

from policypack.aws.arguments.judging import Options, certain, likely
from policypack.aws.arguments.rows import KINDS, RELATIONS, Row, TypeRows, each_type
from policypack.catalog.schema import Kind, PropertyType, input_schema
from policypack.fix.render import render
from policypack.model.paths import EACH, steps
from policypack.model.values import UNKNOWN, Secret
from policypack.model.verdicts import Answer, Verdict
from policypack.testing import resource
from tests.arguments.witnesses import invalid, tree, valid

TYPES = tuple(each_type())
ROWS = [(rows, row) for rows in TYPES for row in rows.rows]
FACTS = {Kind.STRING: "text", Kind.INTEGER: "number", Kind.NUMBER: "number", Kind.LIST: "list"}
OF = {"range": "number", "length": "text", "items": "list", "enum": "text", "pattern": "text"}


def said(rows: TypeRows, inputs: dict[str, object]) -> list[Verdict]:
    """What is said of single arguments."""
    subject = resource(rows.type, "it", inputs)
    return [*certain(subject, Options(RELATIONS)), *likely(subject, Options(RELATIONS))]


def of_argument(rows: TypeRows, row: Row, value: object) -> list[Verdict]:
    """What is said of the argument, and not of the lists that it is in, which may need more elements."""
    found = said(rows, tree(row.path, value))
    return [one for one in found if re.sub(r"\[\d+\]", "[]", one.at).startswith(row.path)]


def name(rows: TypeRows, row: Row) -> str:
    return f"{rows.type} {row.path} {row.kind}"


def test_rows_are_told_apart() -> None:
    assert len(ROWS) >= 4_000
    assert len({name(rows, row) for rows, row in ROWS}) == len(ROWS)
    assert {row.kind for _, row in ROWS} <= set(KINDS)


def test_a_value_that_breaks_a_row_is_found_at_its_argument() -> None:
    silent = []
    for rows, row in ROWS:
        wrong = next(invalid(rows, row), None)
        found = [] if wrong is None else said(rows, tree(row.path, wrong))
        violated = [one for one in found if one.answer is Answer.VIOLATED]
        if not any(one.at.replace("[0]", "[]") == row.path for one in violated):
            silent.append(name(rows, row))
    assert silent == []


def test_a_value_that_keeps_the_rows_of_its_argument_is_fine() -> None:
    """Which also says that the rows of an argument do not contradict each other."""
    broken = []
    for rows, row in ROWS:
        right = next(valid(rows, row), None)
        answers = set() if right is None else {one.answer for one in of_argument(rows, row, right)}
        if answers - {Answer.FINE} or not answers:
            broken.append(name(rows, row))
    assert broken == []


def test_what_is_not_known_is_undetermined_and_a_secret_is_not_shown() -> None:
    for rows, row in ROWS:
        assert {one.answer for one in of_argument(rows, row, UNKNOWN)} == {Answer.UNDETERMINED}, name(rows, row)
        wrong = next(invalid(rows, row))
        if isinstance(wrong, str) and len(wrong) > 5:
            for one in said(rows, tree(row.path, Secret(wrong))):
                assert wrong not in f"{one.problem} {render(one.fix)}", name(rows, row)


def test_what_the_provider_leaves_out_is_no_violation() -> None:
    for rows, row in ROWS:
        empty: object = {"text": "", "number": 0, "list": []}[OF[row.kind]]
        answers = {one.answer for one in of_argument(rows, row, empty)}
        assert Answer.VIOLATED not in answers, name(rows, row)


def test_each_row_is_of_an_argument_of_its_kind() -> None:
    for rows, row in ROWS:
        assert fact_of(rows.type, row.path) == OF[row.kind], name(rows, row)


def fact_of(type_: str, path: str) -> str:
    """What the provider says that the argument at the path holds."""
    own: PropertyType | None = None
    fields = input_schema(type_)
    for step in steps(path):
        own = own.element if step == EACH and own is not None else fields[str(step)]
        assert own is not None
        fields = own.fields
    assert own is not None
    return FACTS.get(own.kind, own.kind.value)


def test_each_row_says_where_it_is_from() -> None:
    for rows, row in ROWS:
        assert rows.service
        assert rows.source.startswith("https://docs.aws.amazon.com/"), rows.type
        assert row.member
        assert set(row.said_by) <= {"botocore", "cfn-lint", "pulumi-aws"}
        assert len(row.said_by) > 1 or not row.certain, name(rows, row)
        assert row.certain or not row.closed
