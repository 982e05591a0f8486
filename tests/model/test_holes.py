"""Texts with holes: decided only where every filling of the holes gives the same answer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypack.model.conditions import parsed
from policypack.model.facts import Fact, Reason
from policypack.model.holes import Hole, Text
from policypack.model.values import UNKNOWN, Secret, Value, combined, plain, same, together

ARN = Hole("role", "arn", "urn:role", prefix="arn:aws:iam::", quotable=True, longest=100)
NAME = Hole("suffix", "hex", "urn:suffix", quotable=True)
ID = Hole("cluster", "id", "urn:cluster", never_empty=True)
FREE = Hole("key", "pem", "urn:key")


def text(*parts: str | Hole) -> Value:
    return Value(Text(parts), "policy", "it")


@pytest.mark.parametrize(
    ("fact", "truth"),
    [
        (text("logs-", NAME).equals("logs-1"), None),
        (text("logs-", NAME).equals("other"), False),
        (text("logs-", NAME).equals(5), False),
        (text("logs-", NAME).is_in(["a", "logs"]), False),
        (text("logs-", NAME).is_in(["a", "logs-x"]), None),
        (text(ARN).starts_with("arn:aws:"), True),
        (text(ARN).starts_with("http"), False),
        (text(ARN).starts_with("arn:aws:iam::123"), None),
        (text(ARN, "/*").ends_with("/*"), True),
        (text(ARN, "/*").ends_with("x"), False),
        (text(ARN).ends_with("x"), None),
        (text("a", NAME).is_empty(), False),
        (text(NAME).is_empty(), None),
        (text(ID).is_empty(), False),
        (text(ID).equals(""), False),
        (text(ID).equals("x"), None),
        (text(NAME).is_set(), True),
        (text(NAME).matches("[a-z]+"), None),
        (text(NAME).at_least(1), None),
        (text(ARN).is_no_longer_than(100), True),
        (text(ARN, "x" * 100).is_no_longer_than(100), False),
        (text(ARN, "x" * 60).is_no_longer_than(100), None),
        (text(NAME).is_no_longer_than(100), None),
        (text("a", NAME).test(lambda it: it == "b"), False),
        (text("a", NAME).test(lambda it: "a" in it), True),
        (text("a", NAME).test(lambda it: "b" in it), None),
        (text("a", NAME).test(len), None),
        (text("a", NAME).test(lambda it: it in {"a"}), None),
        (text("a", NAME).test(lambda it: re.match("a", it) is not None), None),
        (text("a", NAME).test(lambda it: isinstance(it, str)), True),
        (text("a", NAME).test(lambda it: isinstance(it, int | dict | list)), False),
        (together(same, text("a", NAME), text("a", NAME)), True),
        (together(same, text("a", NAME), text("b", NAME)), False),
        (together(same, text("a", NAME), text("a", ARN)), None),
        (together(same, text("a", NAME), Value("a1", "name")), None),
        (together(same, text("a", NAME), Value("b1", "name")), False),
    ],
)
def test_a_question_is_decided_where_every_filling_answers_alike(fact: Fact, truth: bool | None) -> None:
    assert fact.truth is truth


def test_what_is_not_decided_names_the_output() -> None:
    assert text("logs-", NAME).equals("logs-1").because == (Reason("hex", "suffix"),)
    assert text(ARN, NAME).as_number().undecided().because == (Reason("arn", "role"),)
    assert text(ARN)["part"].undecided().because == (Reason("arn", "role"),)


def test_it_is_not_known_and_not_plain() -> None:
    assert text(ARN).is_unknown
    assert not text(ARN).is_known
    assert not text(ARN).is_complete
    assert plain(text(ARN)) is UNKNOWN
    assert plain(Value({"a": [Text((ARN,))]}, "p")) == {"a": [UNKNOWN]}


def test_it_prints_its_outputs_by_name_and_a_secret_not_at_all() -> None:
    assert str(text("arn:aws:s3:::", NAME, "/*")) == '"arn:aws:s3:::[hex of suffix]/*"'
    assert str(Value(Secret(Text((ARN,))), "p")) == "[secret]"
    assert str(Value({"a": Text((ARN,))}, "p")) == '{"a": "[arn of role]"}'


def test_the_tree_in_a_json_text_has_texts_with_holes_for_leaves() -> None:
    document = text('{"Version": "1", "Resource": ["', ARN, '/*", "', ARN, '"]}').as_json()
    assert document["Version"].equals("1").truth is True
    assert document["Resource"][0].ends_with("/*").truth is True
    assert str(document["Resource"][1]) == '"[arn of role]"'
    assert document["Resource"].count().low == 2


@pytest.mark.parametrize(
    "value",
    [
        text('{"a": ', NAME, "}"),  # the filling may be of any type
        text('{"a": "', FREE, '"}'),  # the filling may have a quotation mark
        text("{", NAME),
    ],
)
def test_a_filling_that_may_change_the_tree_leaves_it_unknown(value: Value) -> None:
    assert value.as_json().is_unknown
    assert value.as_json().undecided().because[0].resource in ("suffix", "key")


def test_a_hole_in_a_key_leaves_its_object_unknown_and_no_more() -> None:
    document = text('{"Effect": "Allow", "Condition": {"', NAME, ':sub": "x"}}').as_json()
    assert document["Effect"].equals("Allow").truth is True
    assert document["Condition"].is_unknown


def test_a_function_that_touches_a_hole_in_a_tree_is_asked_again_with_it_unknown() -> None:
    tree = Value({"a": Text((NAME,)), "b": 1}, "p")
    assert tree.test(lambda it: len(it["a"]) > 3 if it["a"] is not UNKNOWN else it["b"] == 1).truth is True
    assert tree.complete().test(lambda it: it["b"] == 1).truth is True
    assert tree.complete().test(lambda it: len(it["a"]) > 3).truth is None
    assert Value({"a": UNKNOWN}, "p").complete().is_unknown


def test_what_a_function_passes_on_stays_a_text_with_holes() -> None:
    changed = Value([Text(("x", NAME))], "p").complete().map(lambda it: {"first": it[0]})
    assert str(changed["first"]) == '"x[hex of suffix]"'
    assert combined(lambda one, other: [one, other], text("x", NAME), Value(1, "n"))[0].ends_with("y").truth is None


fillings = st.text(
    alphabet=st.characters(codec="ascii", exclude_categories=["Cc"], exclude_characters='"\\'), max_size=9
)
QUESTIONS: dict[str, Callable[[Value, str], Fact]] = {
    "equals": lambda value, other: value.equals(other),
    "is_in": lambda value, other: value.is_in([other, "a"]),
    "starts_with": lambda value, other: value.starts_with(other),
    "ends_with": lambda value, other: value.ends_with(other, "z"),
    "matches": lambda value, other: value.matches(f"{re.escape(other)}.*"),
    "test": lambda value, other: value.test(lambda it: other in it),
    "lower": lambda value, other: value.test(lambda it: it.lower().startswith(other.lower())),
    "order": lambda value, other: value.test(lambda it: it < other),
    "length": lambda value, other: value.is_no_longer_than(len(other)),
    "is_empty": lambda value, _: value.is_empty(),
    "number": lambda value, _: value.at_least(3),
    "json": lambda value, other: value.as_json()["a"][0].equals(other),
    "map": lambda value, other: value.map(lambda it: it + "x").equals(other),
}
short = st.text(alphabet="ab:1", max_size=3)


@given(
    st.lists(st.one_of(short, st.just(NAME)), max_size=4),
    fillings,
    short,
    st.sampled_from(sorted(QUESTIONS)),
    st.booleans(),
)
def test_no_filling_contradicts_a_decided_answer(
    parts: list[str | Hole],
    filling: str,
    other: str,
    question: str,
    in_json: bool,
) -> None:
    whole: list[str | Hole] = ['{"a": ["', *parts, '"]}'] if in_json else parts
    made = Text((*whole, NAME) if not in_json else tuple(whole))
    filled = "".join(filling if isinstance(part, Hole) else part for part in made.parts)
    answer = QUESTIONS[question](Value(made, "p"), other).truth
    actual = QUESTIONS[question](Value(filled, "p"), other).truth
    assert answer in (None, actual)


def test_json_itself_reads_what_is_read_of_it() -> None:
    tree: Any = {"a": ["x", {"b": None, "c": 1.5}], "d": True}
    encoded = json.dumps({**tree, "hole": "HERE"})
    before, after = encoded.split("HERE")
    assert plain(text(before, ARN, after).as_json()) == {**tree, "hole": UNKNOWN}


@pytest.mark.parametrize("depth", [99, 300, 900, 5000])
def test_a_json_text_that_is_nested_too_deep_is_no_tree(depth: int) -> None:
    """Functions on trees walk them by recursion: what they cannot walk, no rule sees."""
    for text in ("[" * depth + "]" * depth, '{"a":' * depth + "1" + "}" * depth):
        tree = Value(text, "policy").as_json()
        assert tree.is_known is (depth < 100)
        assert tree.is_complete is (depth < 100)
        assert (parsed(text) is None) is (depth > 100)


def test_what_marks_holes_is_no_hole_in_a_program_s_own_text() -> None:
    text = Text(('["\ue0007\ue001", "', Hole("bucket", "id", quotable=True), '"]'))
    assert text.parsed(None) is None


@pytest.mark.parametrize(
    ("parts", "fits", "no_fit"),
    [
        ((Hole("r", "id"),), ("", "abc"), ()),
        ((Hole("r", "id", never_empty=True), "b"), ("ab", "bb"), ("b", "ba")),
        (("a", Hole("r", "id"), "a"), ("aa", "aba"), ("a", "ab", "ba")),
        ((Hole("r", "id", prefix="vpc-"), "-", Hole("r", "arn")), ("vpc--", "vpc-1-x"), ("vpc-", "-vpc-")),
        ((Hole("r", "id"), "ab", Hole("r", "arn"), "ab"), ("abab", "xabab"), ("ab", "aabb")),
        ((Hole("r", "id", never_empty=True), Hole("r", "arn", never_empty=True)), ("ab",), ("", "a")),
    ],
)
def test_a_text_can_be_what_some_filling_makes_it(
    parts: tuple[str | Hole, ...], fits: tuple[str, ...], no_fit: tuple[str, ...]
) -> None:
    text = Text(parts)
    assert [text.equals(one).truth for one in fits] == [None] * len(fits)
    assert [text.equals(one).truth for one in no_fit] == [False] * len(no_fit)
    assert all(text.is_in([one]).truth is None for one in fits)
    assert text.is_in(no_fit).truth is False
