"""The law of fixes: applied to the program that a rule finds fault with, the finding is gone and no other appears."""

from __future__ import annotations

import pytest

from policypack.engine.examples import examples_of
from policypack.engine.registry import all_rules
from policypack.laws.fixes import fixes
from policypack.rule import AnyRule, Bad
from tests.examples import ran
from tests.test_every_rule import name

RULES = all_rules()
EXAMPLES = [(rule, example) for rule in RULES for example in examples_of(rule) if isinstance(example, Bad)]
MANDATORY = [rule for rule in RULES if rule.level == "mandatory"]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name)
def test_a_fix_works_when_it_is_applied(rule: AnyRule, example: Bad) -> None:
    """No mandatory rule finds anything new."""
    assert list(fixes(rule, ran(example), MANDATORY)) == []
