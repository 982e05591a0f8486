"""The two example stacks: one has each fault that its README names, the other has none."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from policypack.engine.configuration.configuration import Configuration
from policypack.engine.findings import Finding, Outcome
from policypack.engine.registry import all_rules
from policypack.offline import preview
from tests.concerns import RULES
from tests.expectations import WEIGHED_BY_HAND

EXAMPLES = Path(__file__).parents[1] / "examples"
CONCERNS = [f"C{number}" for number in range(21)]


@cache
def findings(example: str) -> tuple[Finding, ...]:
    return preview(EXAMPLES / example, Configuration(all_rules())).findings


def found(example: str) -> Counter[str]:
    return Counter(one.rule for one in findings(example) if one.outcome is Outcome.VIOLATED)


def rows() -> list[tuple[str, str, str]]:
    """Concern, place and rules of each row of the table in the README of ``flawed``."""
    readme = (EXAMPLES / "flawed" / "README.md").read_text(encoding="utf-8")
    cells = [line.strip("| ").split(" | ") for line in readme.splitlines() if re.match(r"\| C\d", line)]
    return [(row[0], row[1], row[3]) for row in cells]


def test_flawed_has_a_fault_of_every_concern() -> None:
    touched = {concern for rule in found("flawed") for concern in RULES.get(rule, "").replace(",", "").split()}
    assert [concern for concern in CONCERNS if concern not in touched] == []


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row[0]}-{row[2]}")
def test_each_fault_that_the_readme_names_is_found_where_it_stands(row: tuple[str, str, str]) -> None:
    _, place, rules = row
    files = re.findall(r"`(\w+\.py)`", place)
    assert rules
    for rule in re.findall(r"`([a-z0-9-]+)`", rules):
        assert found("flawed")[rule], f"{rule} finds nothing in flawed"
    assert all((EXAMPLES / "flawed" / name).exists() for name in files)


def test_flawed_finds_nothing_that_the_readme_does_not_name() -> None:
    named = {rule for _, _, rules in rows() for rule in re.findall(r"`([a-z0-9-]+)`", rules)}
    assert set(found("flawed")) & WEIGHED_BY_HAND <= named


def test_hardened_has_no_fault_at_all() -> None:
    told = [
        f"{one.rule} on {one.resource_name}: {one.problem}"
        for one in findings("hardened")
        if one.outcome is not Outcome.UNDETERMINED and one.rule in WEIGHED_BY_HAND
    ]
    assert told == []
