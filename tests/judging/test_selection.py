"""What a call asks for: some rules, all but some, or only those that stop."""

from __future__ import annotations

import pytest

from policypack.engine.configuration.configuration import Configuration
from policypack.engine.configuration.selection import Selection
from policypack.engine.registry import all_rules
from policypack.errors import ConfigurationError
from tests.judging.test_configuration import stack

RULES = all_rules()
ASKED = {rule.id for rule in RULES if rule.level != "disabled"}


def asked(selection: Selection) -> set[str]:
    settings = Configuration(RULES).selecting(selection).settings(stack())
    return {one.rule.id for one in settings.rules if one.level != "disabled"}


def test_without_a_selection_all_rules_are_asked() -> None:
    assert asked(Selection()) == ASKED


def test_one_rule_or_a_glob_of_rules() -> None:
    assert asked(Selection(rules=["s3-versioning"])) == {"s3-versioning"}
    assert asked(Selection(rules=["s3-*", "kms-key-alias"])) == {
        rule for rule in ASKED if rule.startswith("s3-") or rule == "kms-key-alias"
    }


def test_all_rules_but_some() -> None:
    assert asked(Selection(skipped=["s3-*"])) == {rule for rule in ASKED if not rule.startswith("s3-")}
    assert asked(Selection(rules=["s3-*"], skipped=["s3-versioning"])) == {
        rule for rule in ASKED if rule.startswith("s3-") and rule != "s3-versioning"
    }


def test_only_what_stops_or_what_aws_rejects() -> None:
    assert asked(Selection(only="mandatory")) == {rule.id for rule in RULES if rule.level == "mandatory"}
    found = asked(Selection(only="rejections"))
    assert found == {rule.id for rule in RULES if rule.knows_rejections}
    assert "aws-arguments-valid" in found


def test_a_rule_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ConfigurationError, match=r"--rule.*s3-versioning"):
        asked(Selection(rules=["s3-versionning"]))
    with pytest.raises(ConfigurationError, match="--skip"):
        asked(Selection(skipped=["nothing-*"]))
