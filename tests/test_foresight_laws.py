"""What foresight must never do, asked of every example and program: no finding that an update does not confirm, and
none of a plain preview's lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from policypack.catalog.catalogue import load_catalogue
from policypack.engine.configuration.configuration import Configuration
from policypack.engine.examples import examples_of
from policypack.engine.findings import Finding, Outcome
from policypack.engine.registry import all_rules
from policypack.engine.session import Session
from policypack.model.holes import Text
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import UNKNOWN
from policypack.rule import AnyRule, Example
from policypack.sources.program import ProgramRun
from policypack.wire.requests import deployment_of, resource_of, stack_of
from tests.examples import FORESEEN, PLAIN, UPDATES, config_of, shared_program, shared_run
from tests.expectations import PROGRAMS

RULES = all_rules()
RULE_IDS = {rule.id for rule in RULES}
EXAMPLES = [(rule, example) for rule in RULES for example in examples_of(rule)]
STACKS = sorted(
    (file.parent, file.name.removeprefix("Pulumi.").removesuffix(".yaml"))
    for folder in (PROGRAMS, Path("examples").resolve())
    for file in folder.glob("*/Pulumi.*.yaml")
    if file.parent.name != "legacy_v6"
)
Key = tuple[str, str, str]


def name(of: object) -> str:
    if isinstance(of, Example):
        return f"{type(of).__name__}-{of.title}"
    return of.name if isinstance(of, Path) else str(getattr(of, "id", of))


def stack_in(ran: ProgramRun) -> Stack:
    read = ran.placeholders.read
    analysed: dict[str, Resource] = {request.urn: resource_of(request, read) for request in ran.analyses}
    return stack_of(ran.stack, analysed, read)


def found(ran: ProgramRun, outcome: Outcome = Outcome.VIOLATED) -> set[Key]:
    """Rule, URN and property of each finding of a rule."""
    deployment = deployment_of(ran.configuration, {})
    settings = Configuration(RULES).settings(deployment)
    session = Session(settings, deployment, load_catalogue(None), date(2026, 11, 26))
    findings: list[Finding] = []
    for request in ran.analyses:
        findings += session.resource(resource_of(request, ran.placeholders.read))
    findings += session.stack(stack_of(ran.stack, session.analysed, ran.placeholders.read))
    assert [one for one in findings if one.outcome is Outcome.CRASHED] == []
    return {(one.rule, one.urn, one.at) for one in findings if one.outcome is outcome and one.rule in RULE_IDS}


def holds(tree: object, kind: type) -> bool:
    if isinstance(tree, dict):
        return any(holds(item, kind) for item in tree.values())
    if isinstance(tree, list):
        return any(holds(item, kind) for item in tree)
    return isinstance(getattr(tree, "value", tree) if not isinstance(tree, kind) else tree, kind)


def has(stack: Stack, kind: type) -> bool:
    return any(holds(resource.inputs[key], kind) for resource in stack.resources for key in resource.inputs)


def assert_lawful(plain: ProgramRun, foreseen: ProgramRun, updates: Iterator[ProgramRun]) -> None:
    before, now = found(plain), found(foreseen)
    for update in updates:
        actual = found(update)
        assert (now - before) - actual == set(), "no update confirms these"
        assert (before - now) & actual == set(), "a plain preview and an update find these"


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name)
def test_each_finding_on_an_example_is_confirmed_and_none_is_lost(rule: AnyRule, example: Example) -> None:
    program, config = example.program, config_of(example)
    plain = shared_run(program, config)
    if not has(stack_in(plain), type(UNKNOWN)):
        return  # Nothing is to be foreseen.
    ran = shared_run(program, config, FORESEEN)
    if has(stack_in(ran), Text):
        assert_lawful(plain, ran, (shared_run(program, config, update) for update in UPDATES))
    else:
        assert found(ran) == found(plain)


@pytest.mark.parametrize(("folder", "stack"), STACKS, ids=name)
def test_each_finding_on_a_program_is_confirmed_and_none_is_lost(folder: Path, stack: str) -> None:
    plain, foreseen, update = (shared_program(folder, stack, outlook) for outlook in (PLAIN, FORESEEN, UPDATES[0]))
    assert_lawful(plain, foreseen, iter([update]))
