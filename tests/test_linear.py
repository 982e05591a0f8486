"""No rule compares each resource of a stack with each other one: twice the resources are twice the work.

Work is counted, not timed: the calls of the pack's own functions, which are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from cProfile import Profile
from pathlib import Path
from types import CodeType

import pytest

from policypack.catalog.catalog import load_catalog
from policypack.engine.configuration.configuration import Configuration
from policypack.engine.early import EarlyJudge
from policypack.engine.examples import examples_of
from policypack.engine.judge import Judge, ask
from policypack.engine.options import read_options
from policypack.engine.registry import all_rules
from policypack.engine.settings import Setting
from policypack.model import open_stack
from policypack.model.resources import ROOT_TYPE, Deployment, Resource
from policypack.model.stack import Stack
from policypack.rule import AnyRule, Bad, StackRule
from tests.examples import run_example
from tests.generation.copies import copies
from tests.test_early_laws import EARLY, Update, update_of

PACKAGE = str(Path(__file__).parents[1] / "policypack")
COPIES = 8
TOLERANCE = 1.15


class Calls:
    """How many functions of the pack were called."""

    def __init__(self) -> None:
        self.number = 0

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count while the block runs."""
        profile = Profile(builtins=False)
        profile.enable()
        try:
            yield
        finally:
            profile.disable()
        called = ((one.code, one.callcount) for one in profile.getstats())
        self.number += sum(
            number for code, number in called if isinstance(code, CodeType) and code.co_filename.startswith(PACKAGE)
        )


def calls(rule: AnyRule, stack: Stack, deployment: Deployment) -> int:
    """The work of the rule on a stack that nothing was asked of before."""
    setting = Setting(rule, rule.level, read_options(rule.options, {}, rule.id))
    catalog, fresh, counter = load_catalog(), Stack(stack.resources), Calls()
    with counter.counted():
        for resource in fresh.of_type(rule.applies_to):
            ask(setting, resource, deployment, catalog, fresh)
    return counter.number


FEW_OF_ONE = {
    # One resource names each of what it waits for, so the answer itself has all pairs.
    ("explicit-dependencies", "aws:ec2/vpc:Vpc"),
    ("explicit-dependencies", "aws:iam/role:Role"),
    ("explicit-dependencies", "aws:lambda/function:Function"),
    # A secret with the password of many databases is a question for each.
    ("secret-database-endpoint", "aws:secretsmanager/secret:Secret"),
    ("secret-database-endpoint", "random:index/randomPassword:RandomPassword"),
    # AWS has a quota of policies for a role, few members of a global cluster, and one ACL and ownership for a bucket.
    ("codepipeline-role-permissions", "aws:iam/role:Role"),
    ("rds-global-cluster-valid", "aws:rds/globalCluster:GlobalCluster"),
    ("s3-acl-ownership", "aws:s3/bucket:Bucket"),
    # A bucket has one policy, which each of its trails is held against.
    ("resource-policy-lets-service-in", "aws:s3/bucket:Bucket"),
    # A route table has one route to a destination, and so leads to few gateways.
    ("nat-gateway-zones", "aws:ec2/routeTable:RouteTable"),
}
"""Rules that compare all pairs around one resource of the type, which has few."""


def shared_types(stack: Stack) -> set[str]:
    """The types of what properties of other resources depend on."""
    return {stack.type_of(urn) for one in stack.resources for urn in stack.property_targets(one)}


def calls_early(rule: AnyRule, resources: Iterable[Resource], deployment: Deployment) -> int:
    """The work of the rule on an update whose resources come in this order."""
    judge = EarlyJudge(Judge(Configuration((rule,)).settings(deployment), deployment, load_catalog()))
    counter = Calls()
    with counter.counted():
        for resource in resources:
            judge.findings(resource)
    return counter.number


def arrivals(update: Update, number: int, around: str = ROOT_TYPE) -> list[Resource]:
    """Copies of the update's resources, each copy in the update's order; what they share comes first."""
    places = {one.urn: place for place, one in enumerate(update.resources)}

    def order(one: Resource) -> tuple[str, int]:
        original, _, copy = one.urn.rpartition("-")
        return ("", places[one.urn]) if one.urn in places else (copy, places[original])

    return sorted(copies(Stack(update.resources), number, around).resources, key=order)


def test_configuring_twice_the_rules_is_twice_the_work() -> None:
    """The engine names every rule, each time."""

    def calls_of(rules: tuple[AnyRule, ...]) -> int:
        configuration, counter = Configuration(rules), Calls()
        with counter.counted():
            configuration.with_policies({rule.id: {"enforcementLevel": "advisory"} for rule in rules})
        return counter.number

    some = all_rules()[:40]
    assert calls_of(all_rules()[:80]) <= 2 * TOLERANCE * calls_of(some)


STACK_RULES = [rule for rule in all_rules() if isinstance(rule, StackRule)]


@pytest.mark.parametrize("rule", STACK_RULES, ids=lambda rule: rule.id)
def test_twice_the_resources_are_twice_the_work(rule: AnyRule) -> None:
    for example in examples_of(rule):
        if isinstance(example, Bad):
            stack, deployment = run_example(example)
            once, twice = copies(stack, COPIES), copies(stack, 2 * COPIES)
            calls(rule, once, deployment)  # fills the caches of the catalog
            work = calls(rule, once, deployment)
            assert calls(rule, twice, deployment) <= 2 * TOLERANCE * work


@pytest.mark.parametrize("rule", STACK_RULES, ids=lambda rule: rule.id)
def test_twice_the_resources_around_one_are_twice_the_work(rule: AnyRule) -> None:
    """Many policies of one role, used by many functions; many records of one zone."""
    for example in examples_of(rule):
        if isinstance(example, Bad):
            stack, deployment = run_example(example)
            calls(rule, stack, deployment)
            for shared in sorted(shared_types(stack)):
                if (rule.id, shared) in FEW_OF_ONE:
                    continue
                once, twice = copies(stack, COPIES, shared), copies(stack, 2 * COPIES, shared)
                work = calls(rule, once, deployment)
                assert calls(rule, twice, deployment) <= 2 * TOLERANCE * work, f"around one {shared}"


@pytest.mark.parametrize("rule", EARLY, ids=lambda rule: rule.id)
def test_an_update_of_twice_the_resources_is_twice_the_work(rule: AnyRule, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one name an open stack looks at some resources only; of these the copies are more."""
    monkeypatch.setattr(open_stack, "_MOST", COPIES // 2)
    for example in examples_of(rule):
        if isinstance(example, Bad):
            update = update_of(example)
            calls_early(rule, update.resources, update.deployment)  # fills the caches of the catalog
            for shared in (ROOT_TYPE, *sorted(shared_types(update.stack))):
                once, twice = arrivals(update, COPIES, shared), arrivals(update, 2 * COPIES, shared)
                work = calls_early(rule, once, update.deployment)
                assert calls_early(rule, twice, update.deployment) <= 2 * TOLERANCE * work, f"around one {shared}"
