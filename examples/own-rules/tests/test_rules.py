"""Acme's rules are held to the laws of the pack's own."""

from pathlib import Path

import pytest
from policypack.testing import AnyRule, broken_laws, own_rules

SETTINGS = Path(__file__).parents[1] / "guardrails.yaml"


@pytest.mark.parametrize("rule", own_rules(SETTINGS), ids=lambda rule: rule.id)
def test_no_law_is_broken(rule: AnyRule) -> None:
    assert broken_laws(rule) == []
