"""The index by equal values leaves out nothing that means the same or may."""

from __future__ import annotations

import math
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from policypack.check import UNKNOWN, Value, all_facts, together
from policypack.model.alike import Alike
from policypack.model.values import Secret, same

SCALARS = (
    *("a", "", "1", "1.0", "true", "false", "0", "443", "None", None, True, False, 0, 1, 1.0, -0.0, 443, 443.5, 1e300),
    *(math.inf, UNKNOWN, Secret("a"), Secret(1), Secret(UNKNOWN), [], ["a"], [Secret("a")], {"a": 1}, {"a": Secret(1)}),
)
pairs = st.tuples(st.sampled_from(SCALARS), st.sampled_from(SCALARS))


def value(tree: Any) -> Value:
    return Value(tree, "it")


@given(st.lists(pairs, max_size=8), pairs)
def test_nothing_that_may_be_the_same_is_left_out(told: list[tuple[Any, Any]], asked: tuple[Any, Any]) -> None:
    index: Alike[int] = Alike()
    for number, trees in enumerate(told):
        index.add(number, *map(value, trees))
    found = index.like(*map(value, asked))
    assert found == sorted(found)
    for question in (same, lambda one, other: one == other):
        for number, trees in enumerate(told):
            facts = (together(question, value(mine), value(its)) for mine, its in zip(asked, trees, strict=True))
            if all_facts(facts).truth is not False:
                assert number in found


def test_others_are_left_out() -> None:
    ports = Alike((port, value(port)) for port in (80, 443, 8080, UNKNOWN))
    assert ports.like(value("443")) == [443, UNKNOWN]
    assert ports.like(value(None)) == [UNKNOWN]
    assert ports.like(value(UNKNOWN)) == [80, 443, 8080, UNKNOWN]


def test_of_many_that_only_may_be_alike_the_latest_are_near() -> None:
    alike = Alike([(0, Value("a", "x")), *((number, Value(UNKNOWN, "x")) for number in range(1, 100))])
    assert alike.nearest(Value("a", "x")) == [0, *range(68, 100)]
    assert alike.nearest(Value(UNKNOWN, "x")) == [*range(68, 100)]
    assert alike.like(Value("a", "x")) == [*range(100)]
