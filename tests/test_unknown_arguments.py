"""Never silent: where a rule spoke, an argument that is not known any more leaves a question, not nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from policypack.engine.examples import examples_of
from policypack.engine.findings import Outcome
from policypack.laws.asking import asked_after, findings, told
from policypack.laws.reading import properties_of
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import UNKNOWN
from policypack.rule import AnyRule, Bad
from tests.examples import run_example
from tests.test_every_rule import RULES, name

ORIGIN = Resource(
    urn="urn:pulumi:dev::test::random:index/randomId:RandomId::origin",
    type="random:index/randomId:RandomId",
    name="origin",
)
"""What the argument is made of: a resource that says nothing of it."""
LEFT_TO_THE_ORIGIN = {
    ("autoscaling-group-valid", "vpcZoneIdentifiers"),
    ("cloudfront-distribution-valid", "viewerCertificate"),
    ("codebuild-project-valid", "environment"),
    ("pipes-pipe-valid", "target"),
    ("route53-record-valid", "name"),
}
"""Arguments that rules leave to the resource that they come from: see policypack.aws.common.computed."""
BAD = [(rule, example) for rule in RULES for example in examples_of(rule) if isinstance(example, Bad)]


@pytest.mark.parametrize(("rule", "example"), BAD, ids=name)
def test_an_unknown_argument_leaves_the_same_answer_or_a_question(rule: AnyRule, example: Bad) -> None:
    stack, deployment = run_example(example)
    spoken = told(findings(rule, stack, deployment), Outcome.VIOLATED)
    for resource, key in arguments(rule, stack):
        if resource.name not in spoken or (rule.id, key) in LEFT_TO_THE_ORIGIN:
            continue
        for origins in ((), (ORIGIN.urn,)):
            by_property = dict(resource.property_dependencies)
            by_property[key] = (*by_property.get(key, ()), *origins)
            changed = dataclasses.replace(
                resource,
                inputs={**resource.inputs, key: UNKNOWN},
                outputs=None,
                property_dependencies=by_property,
            )
            found = findings(rule, Stack([*asked_after(changed, rule, stack).resources, ORIGIN]), deployment)
            answered = told(found, Outcome.VIOLATED).keys() | told(found, Outcome.UNDETERMINED).keys()
            assert resource.name in answered, f"{key} of {resource.name}, {'computed' if origins else 'unknown'}"


def arguments(rule: AnyRule, stack: Stack) -> Iterator[tuple[Resource, str]]:
    """Each argument that the rule reads of a resource and that is given."""
    read = properties_of(rule, stack)
    for resource in stack.resources:
        for key in sorted(read.get(resource.type, ())):
            if key in resource.inputs:
                yield resource, key
