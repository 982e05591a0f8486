"""The law of fixes: applied to the program that a rule finds fault with, the finding is gone and no other appears."""

from __future__ import annotations

import pytest

from policypack.engine.examples import examples_of
from policypack.engine.findings import Finding, Outcome
from policypack.engine.registry import all_rules
from policypack.model.resources import Deployment
from policypack.model.stack import Stack
from policypack.rule import AnyRule, Bad
from tests.applied import fixed_stack
from tests.examples import run_example
from tests.test_every_rule import findings, name

EXAMPLES = [(rule, example) for rule in all_rules() for example in examples_of(rule) if isinstance(example, Bad)]


def violated(rule: AnyRule, stack: Stack, deployment: Deployment) -> dict[tuple[str, str, str], Finding]:
    return {
        (one.urn, one.at, one.rejects.condition if one.rejects else ""): one
        for one in findings(rule, stack, deployment)
        if one.outcome is Outcome.VIOLATED
    }


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name)
def test_a_fix_works_when_it_is_applied(rule: AnyRule, example: Bad) -> None:
    """A third resource that shares what the fix changes may need a fix of its own."""
    stack, deployment = run_example(example)
    before = violated(rule, stack, deployment)
    for key, one in before.items():
        subject = stack.get(one.urn)
        for way in (one.fix.steps, *one.fix.otherwise):
            if subject is not None and way:
                fixed = fixed_stack(stack, subject, way)
                after = violated(rule, fixed, deployment)
                where_changed = {found for found in after if fixed.get(found[0]) is not stack.get(found[0])}
                assert key not in after, (one.problem, way)
                assert where_changed <= set(before), (one.problem, way)
