"""What sources say together, of which patterns can be used, and what a documentation says."""

from __future__ import annotations

import pytest

from policypack.harvest import patterns
from policypack.harvest.agreement import RowData, Use, row_of
from policypack.harvest.documentation import said_in
from policypack.harvest.shapes import Fact, Kind, SourceName

JSON = Use("json")
NOTHING = said_in("")


def row(kind: Kind, text: str = "", use: Use = JSON, **facts: Fact) -> RowData | str:
    named: dict[str, SourceName] = {"api": "botocore", "cloudformation": "cfn-lint"}
    return row_of(
        "path", kind, "CreateThing.Path", {named[key]: fact for key, fact in facts.items()}, said_in(text), use
    )


def test_the_widest_bounds_are_what_two_sources_refuse_together() -> None:
    made = row("range", api=(1, 100), cloudformation=(5, 200))
    assert isinstance(made, RowData)
    assert (made.low, made.high, made.certain) == (1, 200, True)


def test_one_source_is_advice_and_the_documentation_makes_it_certain() -> None:
    alone = row("range", api=(10, 500))
    assert isinstance(alone, RowData)
    assert not alone.certain
    agreed = row("range", "Between 10 and 500.", api=(10, 500))
    assert isinstance(agreed, RowData)
    assert agreed.certain
    assert agreed.said_by == ("botocore", "pulumi-aws")


def test_a_bound_that_one_source_alone_has_is_left_out_of_a_certain_row() -> None:
    made = row("range", api=(10, 500), cloudformation=(10, None))
    assert isinstance(made, RowData)
    assert (made.low, made.high, made.certain) == (10, None, True)


def test_a_documentation_that_reaches_further_makes_no_row() -> None:
    assert row("range", "Valid values are 1-1000.", api=(1, 500)) == "the provider's documentation has other bounds"


@pytest.mark.parametrize("bounds", [(None, None), (0, None), (1, None), (None, 2**31)])
def test_bounds_that_nothing_breaks_make_no_row(bounds: tuple[float | None, float | None]) -> None:
    assert row("length", api=bounds, cloudformation=bounds) == "bounds that say nothing"


def test_an_enumeration_is_closed_where_its_values_are_listed() -> None:
    facts: dict[str, Fact] = {"api": ("A_ONE", "B_TWO"), "cloudformation": ("A_ONE", "B_TWO")}
    closed = row("enum", "Valid values are `A_ONE` and `B_TWO`.", **facts)
    assert isinstance(closed, RowData)
    assert (closed.certain, closed.closed, closed.any_case) == (True, True, False)
    wider = row("enum", "Valid values: `A_ONE`, `B_TWO`, `C_THREE`.", **facts)
    assert isinstance(wider, RowData)
    assert wider.values == ("A_ONE", "B_TWO", "C_THREE")
    assert not wider.closed


def test_an_enumeration_that_nothing_confirms_is_advice() -> None:
    facts: dict[str, Fact] = {"api": ("A", "B"), "cloudformation": ("A", "B")}
    alone, observed = row("enum", **facts), row("enum", use=Use("json", observed=True), **facts)
    assert isinstance(alone, RowData)
    assert isinstance(observed, RowData)
    assert (alone.certain, observed.certain, observed.closed) == (False, True, False)


def test_values_of_which_the_documentation_has_none_are_anothers() -> None:
    assert (
        row("enum", "Valid values are `gzip` and `none`.", api=("GZIP", "NONE"))
        == "the provider's documentation has other values"
    )


def test_services_of_older_protocols_take_values_in_any_case() -> None:
    made = row("enum", use=Use("ec2"), api=("default", "dedicated"))
    assert isinstance(made, RowData)
    assert made.any_case


@pytest.mark.parametrize(
    ("pattern", "own"),
    [
        ("^[a-z][a-z0-9-]*$", "[a-z][a-z0-9-]*"),
        ("^[a-zA-Z0-9_-]{1,64}$", "[a-zA-Z0-9_-]{1,64}"),
        ("[a-z]+", None),
        ("^.*$", None),
        (r"^[\s\S]*$", None),
        ("^(a+)+$", None),
        ("^([a-z]+-)*[a-z]+$", None),
        ("^[a-z]+[a-z]+[a-z]+$", None),
        (r"^[\p{L}\p{Z}]+$", None),
        ("^[a-z&&[^aeiou]]+$", None),
        ("^(?!aws)[a-z]+$", None),
        (r"^(a)\1$", None),
        ("^a.*|.*b$", None),
        (r"^[|a](b|c)\|$", r"[|a](b|c)\|"),
        ("^[a-z$", None),
        ("^cost is 1\\$", None),
    ],
)
def test_a_pattern_is_used_where_it_is_linear_and_means_the_same_here(pattern: str, own: str | None) -> None:
    assert patterns.normal(pattern) == own


def test_a_pattern_of_one_source_makes_no_row_and_two_patterns_make_one_of_what_either_takes() -> None:
    assert row("pattern", api="^[a-z]+$") == "a pattern of one source alone"
    assert row("pattern", api="^[a-z]+$", cloudformation="[a-z0-9]+") == "patterns that differ"
    wide = row("pattern", api="[a-z]+", cloudformation="^[a-z0-9]{1,9}$")
    assert isinstance(wide, RowData)
    assert (wide.pattern, wide.certain) == ("([a-z]+)|([a-z0-9]{1,9})", True)
    same = row("pattern", api="[a-z]+", cloudformation="^[a-z]+$")
    assert isinstance(same, RowData)
    assert same.pattern == "[a-z]+"
    made = row("pattern", api="^[a-z]+$", cloudformation="^[a-z]+$")
    assert isinstance(made, RowData)
    assert made.pattern == "[a-z]+"


def test_a_documentation_says_values_numbers_and_ranges() -> None:
    said = said_in(
        "Mode of the stream. Must be either `PROVISIONED` or `ON_DEMAND`. Between 1,024 and 10,240. See `x`."
    )
    assert said.values == ("PROVISIONED", "ON_DEMAND")
    assert said.numbers == {1024, 10240}
    assert said.ranges == ((1024, 10240),)
