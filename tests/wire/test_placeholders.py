"""Placeholders are found again in whatever a program makes of them, and nothing else is taken for one."""

from __future__ import annotations

import json
import pickle

import pytest

from policypack.model.holes import Hole, Text
from policypack.model.values import UNKNOWN, Value
from policypack.wire.placeholders import ACCOUNT, ALTERNATES, Placeholders
from policypack.wire.trees import decode, encode

ARN = Hole("role", "arn", "urn:role", prefix="arn:aws:iam::", quotable=True)
TEMPLATE = "arn:aws:iam::{account}:role/{mark}"


def shown(read: object) -> str:
    return str(Value(read, "p"))


def test_a_placeholder_is_the_same_each_time_and_of_its_output_only() -> None:
    placeholders = Placeholders()
    one, other = placeholders.text(TEMPLATE, ARN), placeholders.text("{mark}", Hole("role", "id", "urn:role"))
    assert placeholders.text(TEMPLATE, ARN) == one
    assert shown(placeholders.read(one)) == '"[arn of role]"'
    assert shown(placeholders.read(f"{one}/{other}")) == '"[arn of role]/[id of role]"'


@pytest.mark.parametrize(
    ("made", "read"),
    [
        (lambda arn: f"{arn}/*", '"[arn of role]/*"'),
        (lambda arn: json.dumps({"a": arn}), r'"{\"a\": \"[arn of role]\"}"'),
        (lambda arn: arn.split("/")[-1], '"[arn of role]"'),
        (lambda arn: arn.upper(), '"[arn of role]"'),
        (lambda arn: f"x-{arn.split(':')[5]}", '"x-[arn of role]"'),
        (lambda arn: f"arn:aws:iam::{ACCOUNT}:root", '"arn:aws:iam::[account ID]:root"'),
    ],
)
def test_what_is_made_of_a_placeholder_is_read(made: object, read: str) -> None:
    placeholders = Placeholders()
    assert callable(made)
    assert shown(placeholders.read(made(placeholders.text(TEMPLATE, ARN)))) == read


def test_only_a_whole_output_has_its_prefix() -> None:
    placeholders = Placeholders()
    arn = placeholders.text(TEMPLATE, ARN)
    whole, cut, changed = (placeholders.read(one) for one in (arn, arn.split("/")[-1], arn.upper()))
    assert [one.head for one in (whole, cut, changed) if isinstance(one, Text)] == ["arn:aws:iam::", "", ""]
    assert [one.sole is not None for one in (whole, cut, changed) if isinstance(one, Text)] == [True, False, False]


def test_what_cannot_be_read_is_unknown() -> None:
    placeholders = Placeholders()
    mark = placeholders.text("{mark}", ARN)
    for text in (mark[:12], mark[:-1] + "0", mark.replace("0f0e5e", ALTERNATES[0][0]), ALTERNATES[1][1]):
        assert placeholders.read(f"x{text}x") is UNKNOWN


def test_other_texts_are_read_as_they_are() -> None:
    placeholders = Placeholders()
    for text in ("", "arn:aws:s3:::logs", "0f0e", "a0f0e5b", "123456789012"):
        assert placeholders.read(text) == text


def test_a_list_whose_length_is_a_guess_and_an_object_with_a_placeholder_for_a_key_are_unknown() -> None:
    placeholders = Placeholders()
    guess = placeholders.text("subnet-{mark}", Hole("getSubnets", "ids[0]", guessed_list=True))
    mark = placeholders.text(TEMPLATE, ARN)
    assert decode(encode({"a": [guess, "x"], "b": [mark]}), read=placeholders.read) == {
        "a": UNKNOWN,
        "b": [Text((ARN,))],
    }
    assert decode(encode({"tags": {mark: "x"}}), read=placeholders.read) == {"tags": UNKNOWN}


def test_a_run_that_is_kept_in_a_file_can_be_read() -> None:
    placeholders = Placeholders()
    arn = placeholders.text(TEMPLATE, ARN)
    kept: Placeholders = pickle.loads(pickle.dumps(placeholders))
    assert kept.read(arn) == Text((ARN,))
    assert kept.text("{mark}", Hole("role", "id")) != arn
