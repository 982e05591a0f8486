"""Whatever a program says, of pulumi-aws's own types: no rule crashes, tells a secret or contradicts itself."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from policypack.catalog.catalog import load_catalog
from policypack.engine.findings import Finding, Outcome, ordered
from policypack.engine.judge import ask, verdicts_of
from policypack.engine.options import read_options
from policypack.engine.registry import all_rules
from policypack.engine.settings import Setting
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.rule import AnyRule
from policypack.wire.trees import LazyProperties, encode_properties
from tests.generation.effort import effort
from tests.generation.reads import reads_of
from tests.generation.stacks import Generated, forgetting, places, replaced, stacks
from tests.generation.values import HOSTILE, MARK, MARKED_NUMBER
from tests.generation.written import Written, written_in

RULES = all_rules()
STACKS_OF_A_RULE = 24
RESOURCES_OF_A_TYPE = 4
IN_A_REGION = Deployment(config={"aws:region": "us-east-1"})
SENTINEL = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SERVICES = Path(__file__).parents[1] / "policypack" / "aws"


@cache
def written() -> Written:
    return written_in(RULES)


@cache
def written_ids() -> frozenset[str]:
    """The IDs of keys and the like in examples, which a generated text may be."""
    return frozenset(one for file in SERVICES.rglob("*.py") for one in SENTINEL.findall(file.read_text("utf-8")))


def findings(rule: AnyRule, resources: Iterable[Resource], deployment: Deployment) -> list[Finding]:
    setting = Setting(rule, rule.level, read_options(rule.options, {}, rule.id))
    stack = Stack(resources)
    found: list[Finding] = []
    for resource in stack.of_type(rule.applies_to):
        found += ask(setting, resource, deployment, load_catalog(), stack)
    return ordered(found)


def at_fault(found: Iterable[Finding]) -> set[tuple[str, str]]:
    return {(one.urn, one.at) for one in found if one.outcome is Outcome.VIOLATED}


def assert_tells_nothing(found: Iterable[Finding]) -> None:
    for one in found:
        text = f"{one.message} {one.at} {one.because}"
        assert MARK not in text
        assert str(MARKED_NUMBER) not in text
        assert set(SENTINEL.findall(text)) <= written_ids()


def assert_no_crash(rule: AnyRule, resources: Iterable[Resource], deployment: Deployment, found: list[Finding]) -> None:
    """Asks again where a rule crashed, so that the failure shows the rule's own traceback."""
    if any(one.outcome is Outcome.CRASHED for one in found):
        stack, setting = Stack(resources), Setting(rule, rule.level, read_options(rule.options, {}, rule.id))
        for resource in stack.of_type(rule.applies_to):
            list(verdicts_of(setting, resource, deployment, load_catalog(), stack))
        pytest.fail(f"{rule.id} crashed once and not again")


def reordered(resource: Resource) -> Resource:
    """The same resource, told in another order."""
    depends = {key: tuple(reversed(urns)) for key, urns in reversed(list(resource.property_dependencies.items()))}
    return dataclasses.replace(
        resource, inputs=dict(reversed(dict(resource.inputs).items())), property_dependencies=depends
    )


def sent(resource: Resource) -> Resource:
    """The resource after its inputs went over the wire."""
    return dataclasses.replace(resource, inputs=LazyProperties(encode_properties(resource.inputs)))


def assert_forgetting_only_undecides(
    rule: AnyRule, generated: Generated, before: list[Finding], data: st.DataObject
) -> None:
    known = [(index, path) for index, one in enumerate(generated.resources) for path in places(dict(one.inputs))]
    for chosen, path in data.draw(st.lists(st.sampled_from(known), max_size=4)) if known else ():
        changed = [forgetting(one, path) if at == chosen else one for at, one in enumerate(generated.resources)]
        after = findings(rule, changed, generated.deployment)
        assert_no_crash(rule, changed, generated.deployment, after)
        assert_tells_nothing(after)
        assert at_fault(after) <= at_fault(before), f"violated only when {path} of r{chosen} is not known"
        undecided = any(one.outcome is Outcome.UNDETERMINED for one in after)
        assert undecided or at_fault(before) <= at_fault(after), f"fine only when {path} of r{chosen} is not known"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_any_input_is_answered_alike_however_it_is_told(rule: AnyRule) -> None:
    reads = reads_of(rule, written())
    shapes = written().shapes(rule, reads.types)

    @settings(
        max_examples=effort(STACKS_OF_A_RULE),
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(stacks(reads, shapes, written()), st.data())
    def answers(generated: Generated, data: st.DataObject) -> None:
        resources, deployment = generated.resources, generated.deployment
        found = findings(rule, resources, deployment)
        assert_no_crash(rule, resources, deployment, found)
        assert_tells_nothing(found)
        assert findings(rule, map(reordered, reversed(resources)), deployment) == found
        assert findings(rule, map(sent, resources), deployment) == found
        assert_forgetting_only_undecides(rule, generated, found, data)

    answers()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_value_in_any_place_of_a_written_resource_makes_a_rule_crash(rule: AnyRule) -> None:
    for token in rule.applies_to:
        for inputs in written().of_type(token)[: effort(RESOURCES_OF_A_TYPE)]:
            for path in places(inputs):
                for value in HOSTILE:
                    resource = Resource(
                        urn=f"::::{token}::it", type=token, name="it", inputs=replaced(inputs, path, value)
                    )
                    found = findings(rule, [resource], IN_A_REGION)
                    assert_no_crash(rule, [resource], IN_A_REGION, found)
                    assert_tells_nothing(found)
