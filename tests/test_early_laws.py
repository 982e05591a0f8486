"""What an update decides before its end: nothing that the whole stack does not say, and nothing twice, in any order."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from policypack.catalog.catalog import load_catalog
from policypack.engine.configuration.configuration import Configuration
from policypack.engine.examples import examples_of
from policypack.engine.findings import Finding, Outcome
from policypack.engine.session import Session
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.model.values import UNKNOWN
from policypack.rule import AnyRule, Bad, Example, StackRule
from policypack.sources.program import ProgramRun
from policypack.wire.requests import deployment_of, resource_of, stack_of
from tests.examples import UPDATES, config_of, shared_program, shared_run
from tests.test_foresight_laws import EXAMPLES, RULE_IDS, RULES, STACKS, has, name, stack_in
from tests.test_recorded import recording, replay
from tests.updates import deployed

ORDERS = 20
THREADS = 8
EARLY = [rule for rule in RULES if isinstance(rule, StackRule) and rule.early]
STACK_EXAMPLES = [(rule, example) for rule, example in EXAMPLES if isinstance(rule, StackRule)]
Key = tuple[str, str, str]


@dataclasses.dataclass(frozen=True)
class Update:
    """An update: its resources as they come, and the stack at its end."""

    deployment: Deployment
    resources: tuple[Resource, ...]
    stack: Stack

    @classmethod
    def of(cls, ran: ProgramRun) -> Update:
        analysed = {request.urn: resource_of(request) for request in ran.analyses}
        deployment = dataclasses.replace(deployment_of(ran.configuration, {}), preview=False)
        return cls(deployment, tuple(analysed.values()), stack_of(deployed(ran, 0), analysed))

    def session(self, *, early: bool) -> Session:
        settings = Configuration(RULES).settings(self.deployment)
        return Session(settings, self.deployment, load_catalog(None), date(2026, 11, 26), early=early)


def update_of(example: Example) -> Update:
    """The example's update; a program without unknown values is one already."""
    plain = shared_run(example.program, config_of(example))
    if not has(stack_in(plain), type(UNKNOWN)):
        return Update.of(plain)
    return Update.of(shared_run(example.program, config_of(example), UPDATES[0]))


def told(findings: Iterable[Finding]) -> list[Key]:
    """Rule, URN and property of what is violated."""
    said = (Outcome.VIOLATED, Outcome.CRASHED)
    return sorted((one.rule, one.urn, one.at) for one in findings if one.outcome in said and one.rule in RULE_IDS)


def whole(update: Update) -> tuple[list[Key], list[Key]]:
    """What is found on resources alone, and with the whole stack at the end."""
    session = update.session(early=False)
    alone = [one for resource in update.resources for one in session.resource(resource)]
    return told(alone), told(session.stack(update.stack))


def as_they_come(update: Update, resources: Sequence[Resource]) -> tuple[list[Key], list[Key]]:
    """What is found on resources as they come, and what is left for the end."""
    session = update.session(early=True)
    found = [one for resource in resources for one in session.resource(resource)]
    return told(found), told(session.stack(update.stack))


def assert_lawful(update: Update, orders: int) -> None:
    alone, at_the_end = whole(update)
    for seed in range(orders):
        resources = list(update.resources)
        if seed:
            random.Random(seed).shuffle(resources)
        found, left = as_they_come(update, resources)
        early = set(found) - set(alone)
        assert early - set(at_the_end) == set(), "the whole stack does not say this"
        assert set(left) | early == set(at_the_end), "this is lost"
        assert set(left) & early == set(), "this is said twice"


@pytest.mark.parametrize(("rule", "example"), STACK_EXAMPLES, ids=name)
def test_nothing_is_found_early_that_the_whole_stack_does_not_say(rule: AnyRule, example: Example) -> None:
    assert_lawful(update_of(example), 6 if isinstance(example, Bad) else 1)


@pytest.mark.parametrize(("folder", "stack"), STACKS, ids=name)
def test_nothing_is_found_early_in_a_program_that_its_whole_stack_does_not_say(folder: Path, stack: str) -> None:
    assert_lawful(Update.of(shared_program(folder, stack, UPDATES[0])), orders=3)


@pytest.mark.parametrize("rule", EARLY, ids=name)
def test_a_rule_that_is_asked_early_finds_something_early(rule: AnyRule) -> None:
    updates = (update_of(example) for example in examples_of(rule) if isinstance(example, Bad))
    assert any(rule.id == found for update in updates for found, _, _ in as_they_come(update, update.resources)[0])


@pytest.mark.parametrize("recorded", ["flawed-update", "hardened-update"])
def test_a_recorded_update_says_the_same_in_any_order_and_from_any_thread(recorded: str) -> None:
    calls = list(recording(recorded))
    said = {(policy, urn) for policy, urn, _ in replay(calls)}
    analyses = [call for call in calls if call.call == "Analyze"]
    for seed in range(ORDERS):
        random.Random(seed).shuffle(analyses)
        others = [call for call in calls if call.call != "Analyze"]
        assert {(policy, urn) for policy, urn, _ in replay([*others[:-2], *analyses, *others[-2:]])} == said


@pytest.mark.parametrize("rule", EARLY, ids=name)
def test_threads_find_what_one_finds(rule: AnyRule) -> None:
    for example in examples_of(rule):
        if isinstance(example, Bad):
            update = update_of(example)
            session = update.session(early=True)
            with ThreadPoolExecutor(THREADS) as threads:
                found = [one for each in threads.map(session.resource, update.resources) for one in each]
            both = {*told(found), *told(session.stack(update.stack))}
            assert both == {key for keys in whole(update) for key in keys}
