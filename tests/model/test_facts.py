"""Facts join as Kleene's logic says, and carry their reasons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypack.check import FALSE, TRUE, Reason, all_of, any_of, count_facts, is_not, unknown

UNDECIDED = unknown(Reason("engine", "orders"))
facts = st.sampled_from([TRUE, FALSE, UNDECIDED])


@pytest.mark.parametrize(
    ("joined", "truth"),
    [
        (any_of(), False),
        (all_of(), True),
        (any_of(UNDECIDED, TRUE), True),
        (any_of(FALSE, UNDECIDED), None),
        (all_of(UNDECIDED, FALSE), False),
        (all_of(TRUE, UNDECIDED), None),
        (is_not(UNDECIDED), None),
        (is_not(TRUE), False),
    ],
)
def test_joining(joined, truth):
    assert joined.truth is truth


@given(st.lists(facts))
def test_de_morgan(some):
    assert is_not(any_of(*some)) == all_of(*(is_not(one) for one in some))


@given(st.lists(facts), st.booleans())
def test_deciding_an_unknown_never_contradicts_what_was_decided(some, truth):
    told = [(TRUE if truth else FALSE) if one.is_unknown else one for one in some]
    for join in (any_of, all_of):
        before = join(*some).truth
        assert before is None or join(*told).truth is before


def test_an_unknown_names_its_reasons_once():
    assert any_of(UNDECIDED, UNDECIDED, FALSE).because == (Reason("engine", "orders"),)


def test_a_fact_refuses_to_be_a_condition():
    with pytest.raises(TypeError, match="three values"):
        bool(TRUE)


def test_counting():
    count = count_facts([TRUE, FALSE, UNDECIDED])
    assert (count.low, count.high) == (1, 2)
    assert count.at_least(1).truth is True
    assert count.at_least(2).truth is None
    assert count.at_least(3).truth is False
    assert str(count) == "1 to 2"
