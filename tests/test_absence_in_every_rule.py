"""What a preview does not know is no proof that something is missing: laws that every rule obeys."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

import pytest

from policypack.aws.iam.documents import PRINTED_ORDER
from policypack.aws.iam.policy_arguments import TYPES, documents_in
from policypack.engine.examples import examples_of
from policypack.engine.findings import Outcome
from policypack.laws.asking import findings, told
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import UNKNOWN, plain
from policypack.rule import AnyRule, Bad, Good, StackRule
from policypack.testing import resource
from tests.examples import run_example
from tests.test_every_rule import RULES, name

RULES_OF_STACKS = [rule for rule in RULES if isinstance(rule, StackRule)]
SUFFIX = resource("random:index/randomId:RandomId", "a-suffix-of-names")
OLD = resource("aws:cloudformation/stack:Stack", "an-old-stack")


@pytest.mark.parametrize("rule", RULES_OF_STACKS, ids=name)
def test_what_a_linked_resource_mends_is_undecided_by_one_that_may_be_linked(rule: AnyRule) -> None:
    for stack, deployment in (run_example(one) for one in examples_of(rule) if isinstance(one, Bad)):
        before = told(findings(rule, stack, deployment), Outcome.VIOLATED)
        for culprit in (one for one in stack.resources if one.name in before):
            for other, by in separate_resources(rule, culprit):
                linked = Stack((*stack.resources, with_link(other, by, culprit)))
                mended = told(findings(rule, linked, deployment), Outcome.VIOLATED)
                maybe = Stack((*stack.resources, OLD, with_link(other, by, OLD)))
                after = told(findings(rule, maybe, deployment), Outcome.VIOLATED)
                gone = before[culprit.name] - mended.get(culprit.name, set())
                assert not gone & after.get(culprit.name, set()), f"{other} by {by} may be of {culprit}"


def separate_resources(rule: AnyRule, culprit: Resource) -> Iterator[tuple[Resource, str]]:
    """The resources of the rule's good examples that name one of the culprit's type, and the property that does."""
    for stack, _ in (run_example(one) for one in examples_of(rule) if isinstance(one, Good)):
        for one in stack.resources:
            for by, urns in one.property_dependencies.items():
                if any(stack.type_of(urn) == culprit.type for urn in urns):
                    yield one, by


def with_link(other: Resource, by: str, target: Resource) -> Resource:
    """The resource, added to another stack, with one property that is made of the target alone."""
    return dataclasses.replace(
        other,
        urn=f"{other.urn}-added",
        inputs={**other.inputs, by: UNKNOWN},
        outputs=None,
        dependencies=(target.urn,),
        property_dependencies={by: (target.urn,)},
    )


@pytest.mark.parametrize("rule", [rule for rule in RULES_OF_STACKS if set(rule.applies_to) & set(TYPES)], ids=name)
@pytest.mark.parametrize("separators", [None, (",", ":")], ids=["json", "minified"])
def test_no_element_that_is_missing_in_a_printed_document_is_a_violation(
    rule: AnyRule, separators: tuple[str, str] | None
) -> None:
    for stack, deployment in (run_example(one) for one in examples_of(rule) if isinstance(one, Good)):
        for holder in (one for one in stack.resources if one.type in TYPES):
            for argument, value in documents_in(holder):
                document = value.as_json()
                if "[]" in argument.path or not document.is_known or not document.is_complete:
                    continue
                for less in without_one_part(plain(document)):
                    text = json.dumps(in_order(less), indent=None if separators else 2, separators=separators)
                    changed = dataclasses.replace(holder, inputs={**holder.inputs, argument.path: text})
                    rest = [one for one in stack.resources if one is not holder]
                    found = findings(rule, Stack([changed, SUFFIX, *rest]), deployment)
                    assert told(found, Outcome.VIOLATED) == {}, text


def without_one_part(tree: Any) -> Iterator[Any]:
    """The document without one of its elements, at any depth; what getPolicyDocument always prints stays."""
    if isinstance(tree, dict):
        for key, part in tree.items():
            if key not in ("Version", "Effect"):
                yield {one: other for one, other in tree.items() if one != key}
            for less in without_one_part(part):
                yield {**tree, key: less}
    if isinstance(tree, list):
        for place, part in enumerate(tree):
            yield tree[:place] + tree[place + 1 :]
            for less in without_one_part(part):
                yield [*tree[:place], less, *tree[place + 1 :]]


def in_order(document: dict[str, Any]) -> dict[str, Any]:
    """The document as getPolicyDocument orders it."""
    ordered = {key: document[key] for key in sorted(document, key=PRINTED_ORDER.index)}
    statements = document.get("Statement", [])
    listed = statements if isinstance(statements, list) else [statements]
    if "Statement" in ordered:
        ordered["Statement"] = [{key: one[key] for key in sorted(one, key=PRINTED_ORDER.index)} for one in listed]
    return ordered
