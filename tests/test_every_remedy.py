"""The laws of remedies, for each rule that has one, over the wire's own form of the properties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from google.protobuf import struct_pb2
from pulumi.runtime.proto import analyzer_pb2

from policypack.catalog.catalog import load_catalog
from policypack.engine.examples import examples_of
from policypack.engine.findings import Outcome
from policypack.engine.options import read_options
from policypack.engine.registry import all_rules
from policypack.engine.session import Session
from policypack.engine.settings import Setting, Settings
from policypack.model.resources import Deployment, Resource
from policypack.model.values import UNKNOWN, Secret
from policypack.rule import AnyRule, Bad, Example, ResourceRule
from policypack.wire.remediation import remedied
from policypack.wire.trees import decode, encode_properties
from tests.examples import run_example

RULES = [rule for rule in all_rules() if rule.remedy is not None]
EXAMPLES = [(rule, example) for rule in RULES for example in examples_of(rule)]
OPTIONS = {"required-tags": {"keys": ["Owner"], "values": {"Owner": "platform"}}}
"""Rules that have a safe answer only where they are told one."""
TODAY = date(2026, 11, 1)


def name(of: object) -> str:
    return f"{type(of).__name__}-{of.title}" if isinstance(of, Example) else getattr(of, "id", str(of))


def setting_of(rule: AnyRule) -> Setting:
    return Setting(rule, "remediate", read_options(rule.options, OPTIONS.get(rule.id, {}), rule.id))


def session_of(setting: Setting, deployment: Deployment) -> Session:
    return Session(Settings((setting,), ()), deployment, load_catalog(), TODAY)


def request_of(resource: Resource, inputs: Mapping[str, Any]) -> analyzer_pb2.AnalyzeRequest:
    request = analyzer_pb2.AnalyzeRequest(
        type=resource.type, name=resource.name, urn=resource.urn, properties=encode_properties(inputs)
    )
    if resource.provider is not None:
        provider = resource.provider
        request.provider.CopyFrom(
            analyzer_pb2.AnalyzerProviderResource(
                type=provider.type, name=provider.name, urn=provider.urn, properties=encode_properties(provider.inputs)
            )
        )
    return request


def tree(properties: struct_pb2.Struct) -> dict[str, Any]:
    return {key: decode(value) for key, value in properties.fields.items()}


def cases(rule: AnyRule, example: Example) -> Iterator[tuple[Setting, Session, Resource]]:
    stack, deployment = run_example(example)
    setting = setting_of(rule)
    for resource in stack.of_type(rule.applies_to):
        yield setting, session_of(setting, deployment), resource


def violations(session: Session, resource: Resource, inputs: Mapping[str, Any]) -> set[str]:
    told = Resource(resource.urn, resource.type, resource.name, inputs, provider=resource.provider)
    return {one.at for one in session.resource(told) if one.outcome is Outcome.VIOLATED}


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_a_remedy_is_of_a_rule_that_inputs_decide_and_says_what_it_does(rule: AnyRule) -> None:
    assert isinstance(rule, ResourceRule)
    assert not callable(rule.remedy) or rule.remedy.__doc__


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_a_remedy_mends_something(rule: AnyRule) -> None:
    mended = 0
    for example in examples_of(rule):
        for setting, session, resource in cases(rule, example):
            before = violations(session, resource, resource.inputs)
            changed = remedied(setting, session, request_of(resource, resource.inputs))
            if changed is not None:
                mended += 1
                assert violations(session, resource, tree(changed)) < before
            if not isinstance(example, Bad) and setting.rule.id not in OPTIONS:
                assert changed is None, "what is fine or undecided is not changed"
    assert mended


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name)
def test_twice_is_the_same_as_once(rule: AnyRule, example: Example) -> None:
    for setting, session, resource in cases(rule, example):
        changed = remedied(setting, session, request_of(resource, resource.inputs))
        if changed is not None:
            assert remedied(setting, session, request_of(resource, tree(changed))) is None


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name)
def test_only_what_is_at_fault_changes(rule: AnyRule, example: Example) -> None:
    for setting, session, resource in cases(rule, example):
        inputs = {**resource.inputs, "kept": Secret({"deep": [UNKNOWN, Secret("x")]}), "later": UNKNOWN}
        roots = {at.partition(".")[0].partition("[")[0] for at in violations(session, resource, inputs)}
        changed = remedied(setting, session, request_of(resource, inputs))
        if changed is not None:
            after = tree(changed)
            assert {key for key in {*inputs, *after} if repr(inputs.get(key)) != repr(after.get(key))} <= roots


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name)
def test_a_secret_stays_secret_and_an_unknown_unknown(rule: AnyRule, example: Example) -> None:
    for setting, session, resource in cases(rule, example):
        changed = remedied(setting, session, request_of(resource, resource.inputs))
        for key in () if changed is None else sorted(set(tree(changed)) & set(resource.inputs)):
            secret = {**resource.inputs, key: Secret(resource.inputs[key])}
            mended = remedied(setting, session, request_of(resource, secret))
            assert mended is not None
            assert isinstance(tree(mended)[key], Secret), key
            for unknown in (UNKNOWN, Secret(UNKNOWN)):
                request = request_of(resource, {**resource.inputs, key: unknown})
                left = remedied(setting, session, request)
                assert repr(tree(request.properties if left is None else left)[key]) == repr(unknown)
