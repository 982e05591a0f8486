"""Values answer by meaning, keep unknowns unknown, and never print a secret."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypack.check import UNKNOWN, Value, combined, together
from policypack.model.values import Secret, same


def value(plain):
    return Value(plain, "port", "web")


@pytest.mark.parametrize(("one", "other"), [("443", 443.0), (443, "443"), ("true", True), (0.5, "0.5"), (-1.0, "-1")])
def test_scalars_of_other_types_mean_the_same(one, other):
    assert value(one).equals(other).truth is True


@pytest.mark.parametrize(("one", "other"), [("gp2", "gp3"), ("True", True), (1.0, True), (["a"], "a"), ({}, "")])
def test_what_differs_is_not_equal(one, other):
    assert value(one).equals(other).truth is False


def test_absent_equals_nothing_and_is_said_nowhere():
    assert value(None).equals("").truth is False
    assert value(None).is_set().truth is False
    assert value(None).is_empty().truth is True
    assert str(value(None)) == "not set"


def test_unknown_is_said_but_answers_nothing_else():
    unknown = value(UNKNOWN)
    assert unknown.is_set().truth is True
    for fact in (unknown.equals("x"), unknown.is_empty(), unknown.any(Value.is_true), unknown.matches("x")):
        assert fact.truth is None
        assert [str(reason) for reason in fact.because] == ["port of web"]
    assert unknown["deep"]["down"].is_unknown


def test_one_unknown_element_leaves_the_others_known():
    ports = value(["443", UNKNOWN])
    assert ports.any(lambda one: one.equals(443)).truth is True
    assert ports.any(lambda one: one.equals(80)).truth is None
    assert ports.count().low == 2
    assert [reason.property for reason in ports.all(lambda one: one.equals(443)).because] == ["port[1]"]


def test_a_single_value_is_a_list_of_one_and_a_list_of_one_is_an_object():
    assert value("443").any(lambda one: one.equals(443)).truth is True
    assert value([{"status": "Enabled"}])["status"].equals("Enabled").truth is True


def test_secrets_decide_and_stay_hidden():
    password = value(Secret("hunter2"))
    assert password.equals("hunter2").truth is True
    assert str(password) == f"{password}" == "[secret]"
    assert "hunter2" not in repr(password)
    assert "hunter2" not in str(value([Secret("hunter2"), "plain"]))
    assert "hunter2" not in str(value({"a": {"b": Secret("hunter2")}}))
    assert password.map(str.upper).is_secret
    assert value(Secret({"user": "app"}))["user"].is_secret
    assert combined(lambda one, two: one + two, value("a"), password).say(str, "hidden") == "hidden"


def test_a_secret_may_be_unknown():
    assert value(Secret(UNKNOWN)).equals("x").truth is None


@pytest.mark.parametrize("plain", [True, "ten", [], {}, "1e400", float("nan"), float("inf")])
def test_what_is_no_number_is_undecided(plain):
    assert value(plain).at_least(1).truth is None


def test_numbers_in_texts():
    assert value("20").at_least(20).truth is True
    assert value(" 19.5 ").at_least(20).truth is False


def test_json_is_read_from_text_and_object_alike():
    for document in ('{"a": [1]}', {"a": [1]}):
        assert value(document).as_json()["a"].any(lambda one: one.equals(1)).truth is True
    assert value("{broken").as_json()["a"].equals(1).truth is None


def test_together_asks_several_at_once():
    assert together(lambda one, two: two is None, value("x"), value(None)).truth is True
    assert together(lambda one, two: True, value("x"), value(UNKNOWN)).truth is None


def test_values_refuse_to_be_compared_or_branched_on():
    for wrong in (lambda: value("x") == "x", lambda: bool(value("x")), lambda: list(value(["x"]))):
        with pytest.raises(TypeError, match="may be unknown"):
            wrong()


def test_long_texts_are_cut():
    assert len(str(value("x" * 5000))) < 100


scalars = st.one_of(st.none(), st.booleans(), st.floats(), st.text(), st.just(UNKNOWN))
trees = st.recursive(
    scalars | scalars.map(Secret),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(trees)
def test_no_tree_makes_a_question_raise(tree):
    one = value(tree)
    assert isinstance(str(one), str)
    for part in (one, one["a"], one[0], *one.elements(), one.as_json()["x"]):
        for fact in (
            part.equals(1),
            part.is_in(["a"]),
            part.starts_with("a"),
            part.matches("a+"),
            part.at_least(1),
            part.is_empty(),
            part.any(Value.is_true),
        ):
            assert fact.truth in (True, False, None)


@given(trees, trees)
def test_sameness_is_symmetric(one, other):
    assert same(one, other) == same(other, one)


def test_an_object_is_printed_alike_in_whatever_order_it_comes() -> None:
    assert str(Value({"b": 1, "a": {"d": 2, "c": 3}}, "x")) == '{"a": {"c": 3, "d": 2}, "b": 1}'
    assert str(Value({"a": {"c": 3, "d": 2}, "b": 1}, "x")) == '{"a": {"c": 3, "d": 2}, "b": 1}'
