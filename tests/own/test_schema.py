"""The schema of rules that are YAML has just the keys that are read."""

from __future__ import annotations

import pytest

from policypack.engine.own.keys import ROW_KEYS, RULE_KEYS
from policypack.engine.own.rows import DEMANDS
from policypack.reports.schemas import rule
from tests.own.files import CLASSES
from tests.test_schemas import problems


def test_it_has_the_keys_that_are_read() -> None:
    properties = rule()["properties"]
    assert set(properties) == set(RULE_KEYS)
    assert set(properties["rows"]["items"]["properties"]) == {*ROW_KEYS, *DEMANDS}


def test_a_rule_that_is_right_is_valid() -> None:
    assert problems("rule", CLASSES) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("why:", "wy:"),
        ("level: mandatory", "level: must"),
        ("oneOf: [db.t4g.micro, db.t4g.small]", "oneOf: []"),
        ("oneOf:", "oneof:"),
        ("- property: instanceClass\n    oneOf", "- oneOf"),
    ],
)
def test_what_is_refused_is_invalid(old: str, new: str) -> None:
    assert old in CLASSES
    assert problems("rule", CLASSES.replace(old, new))
