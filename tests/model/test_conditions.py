"""Conditions of rows: what an argument that a preview does not know answers."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.constraint import Constraint, needs
from policypack.model.conditions import Words, argument
from policypack.model.rejections import Rejection
from policypack.testing import UNKNOWN, resource, secret

ROLE: Constraint = needs({"protocol": "firehose"}, "roleArn", "arn:aws:iam::1:role/r", error="e", source="s")
REJECTION = Rejection(service="SNS", condition="c", error="e", source="s", invalid="i", valid="v")


@pytest.mark.parametrize(
    ("value", "present"), [("a", True), (UNKNOWN, True), (secret("a"), True), (secret(""), False), ([], False)]
)
def test_present(value: Any, present: bool) -> None:
    assert argument("it").is_present().ask(resource("t", "r", {"it": value})).truth is present


@pytest.mark.parametrize(
    ("role", "answer"), [(None, "violated: roleArn"), ("", "violated: roleArn"), (UNKNOWN, "fine")]
)
def test_what_is_needed_may_be_an_output_of_another_resource(role: Any, answer: str) -> None:
    subject = resource("t", "r", {"protocol": "firehose", "roleArn": role})
    assert [str(one) for one in ROLE.verdicts(subject, REJECTION, "row")] == [answer]


@pytest.mark.parametrize(
    ("text", "why"), [("it's", 'text must not have a quote, such as "\'"'), ("its", ""), (secret("it's"), "")]
)
def test_why_a_text_lacks_something_shows_the_first_that_it_has_and_no_secret(text: Any, why: str) -> None:
    lacks = argument("text").lacks("['\"]", "a quote")
    assert lacks.why is not None
    assert lacks.why(resource("t", "r", {"text": text})) == why


def test_a_row_is_asked_of_a_block() -> None:
    blocks = resource("t", "r", {"blocks": [{"protocol": "firehose"}]}).each("blocks[]")
    assert [str(ROLE.verdict(one, REJECTION)) for one in blocks] == ["violated: blocks[0].roleArn"]


@pytest.mark.parametrize(("block", "present"), [({"key": UNKNOWN}, True), ({}, False), (UNKNOWN, None)])
def test_an_unknown_block_may_lack_an_argument(block: Any, present: bool | None) -> None:
    assert argument("block.key").is_present().ask(resource("t", "r", {"block": block})).truth is present


@pytest.mark.parametrize(
    ("value", "valid"),
    [("null", True), ("1", True), ('"a"', True), ({}, True), ("a", False), ("", False)],
)
def test_each_json_text_is_valid_json(value: Any, valid: bool) -> None:
    assert argument("it").is_json().ask(resource("t", "r", {"it": value})).truth is valid


@pytest.mark.parametrize(
    ("elements", "differ"),
    [
        ([{"n": "a"}, {"n": "b"}], True),
        ([{"n": "a"}, {"n": "a"}], False),
        ([{"n": 1}, {"n": "1"}], False),
        ([{}, {}], True),
        ([{"n": UNKNOWN}], True),
        ([{"n": "a"}, {"n": UNKNOWN}], None),
        ([{"n": "a"}, {"n": "a"}, {"n": UNKNOWN}], False),
        ([{"n": "a"}, UNKNOWN], None),
        (UNKNOWN, None),
        (None, True),
    ],
)
def test_elements_of_which_no_two_have_the_same_field(elements: Any, differ: bool | None) -> None:
    subject = resource("t", "r", {} if elements is None else {"it": elements})
    assert argument("it").has_no_two("n").ask(subject).truth is differ


@pytest.mark.parametrize(("elements", "why"), [(["a", "a"], 'it is "a" more than once'), ([secret("a")] * 2, "")])
def test_what_stands_twice_is_named_unless_it_is_secret(elements: Any, why: str) -> None:
    twice = argument("it").has_no_two()
    assert twice.why is not None
    assert twice.why(resource("t", "r", {"it": elements})) == why


@pytest.mark.parametrize(
    ("tree", "keys", "values"),
    [
        ({"a": "b"}, True, True),
        ({"A": "b"}, False, True),
        ({"a": "B"}, True, False),
        ({"a": UNKNOWN}, True, None),
        ({"a": UNKNOWN, "b": "B"}, True, False),
        (UNKNOWN, None, None),
        ({}, True, True),
    ],
)
def test_the_keys_and_the_values_of_a_map(tree: Any, keys: bool | None, values: bool | None) -> None:
    subject = resource("t", "r", {"it": tree})
    assert argument("it").keys_match("[a-z]", "a letter").ask(subject).truth is keys
    assert argument("it").values_match("[a-z]", "a letter").ask(subject).truth is values


@pytest.mark.parametrize(
    ("own", "other", "at_most", "below"),
    [
        (1, 2, True, True),
        (2, 2, True, False),
        ("2", 2, True, False),
        (3, 2, False, False),
        (None, 2, True, True),
        (3, None, True, True),
        (UNKNOWN, 2, None, None),
        (3, UNKNOWN, None, None),
    ],
)
def test_a_number_beside_that_of_another_argument(
    own: Any, other: Any, at_most: bool | None, below: bool | None
) -> None:
    subject = resource("t", "r", {key: value for key, value in (("own", own), ("other", other)) if value is not None})
    assert argument("own").at_most_that_of(argument("other")).ask(subject).truth is at_most
    assert argument("own").below_that_of(argument("other")).ask(subject).truth is below


def test_words_that_say_nothing_add_nothing() -> None:
    said, nothing = Words.be("fifo", "true"), Words("", "", "", "")
    assert said.joined(nothing, "and", "or") == said
    assert nothing.joined(said, "and", "or") == said
    assert said.joined(said.reversed(), "and", "or").holds == "fifo is true and fifo is not true"
    assert said.joined(said.reversed(), "and", "or").fails == "fifo is not true or fifo is true"
