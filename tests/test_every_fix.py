"""The law of fixes: applied to the program that a rule finds fault with, the finding is gone and no other appears."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from policypack.catalog.catalog import load_catalog
from policypack.engine.examples import examples_of
from policypack.engine.findings import Finding, Outcome
from policypack.engine.judge import ask
from policypack.engine.registry import all_rules
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.rule import AnyRule, Bad
from tests.applied import fixed_stack
from tests.examples import run_example
from tests.test_every_rule import default, name

RULES = all_rules()
EXAMPLES = [(rule, example) for rule in RULES for example in examples_of(rule) if isinstance(example, Bad)]
MANDATORY = [rule for rule in RULES if rule.level == "mandatory"]

Key = tuple[str, str, str, str]


def violated(
    rules: Iterable[AnyRule], resources: Iterable[Resource], stack: Stack, deployment: Deployment
) -> dict[Key, Finding]:
    """What the rules find on these resources: rule, resource, property and AWS's rejection."""
    found: dict[Key, Finding] = {}
    for resource in resources:
        for rule in rules:
            if resource in stack.of_type(rule.applies_to):
                for one in ask(default(rule), resource, deployment, load_catalog(), stack):
                    if one.outcome is Outcome.VIOLATED:
                        found[one.rule, one.urn, one.at, one.rejects.condition if one.rejects else ""] = one
    return found


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name)
def test_a_fix_works_when_it_is_applied(rule: AnyRule, example: Bad) -> None:
    """No mandatory rule finds anything new on the resources that change or are made. A third resource that shares what
    the fix changes may need a fix of its own, and so may what a removed resource belonged to."""
    stack, deployment = run_example(example)
    for key, one in violated([rule], stack.resources, stack, deployment).items():
        subject = stack.get(one.urn)
        for way in (one.fix.steps, *one.fix.otherwise):
            if subject is None or not way:
                continue
            fixed = fixed_stack(stack, subject, way)
            changed = [it for it in fixed.resources if stack.get(it.urn) is not it]
            before = violated(
                MANDATORY, [it for it in map(stack.get, (it.urn for it in changed)) if it], stack, deployment
            )
            after = violated(MANDATORY, changed, fixed, deployment)
            assert key not in violated([rule], fixed.resources, fixed, deployment), (one.problem, way)
            assert fixed.get(one.urn) is None or set(after) <= set(before), (one.problem, way)
