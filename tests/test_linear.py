"""No rule compares each resource of a stack with each other one: twice the resources are twice the work.

Work is counted, not timed: the calls of the pack's own functions, which are the same on every machine.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from policypack.catalog.catalogue import load_catalogue
from policypack.engine.examples import examples_of
from policypack.engine.judge import ask
from policypack.engine.options import read_options
from policypack.engine.registry import all_rules
from policypack.engine.settings import Setting
from policypack.model.resources import Deployment
from policypack.model.stack import Stack
from policypack.rule import AnyRule, Bad, StackRule
from tests.examples import run_example
from tests.generation.copies import copies

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
        before = sys.getprofile()
        sys.setprofile(self._count)
        try:
            yield
        finally:
            sys.setprofile(before)

    def _count(self, frame: FrameType, event: str, _: object) -> None:
        self.number += event == "call" and frame.f_code.co_filename.startswith(PACKAGE)


def calls(rule: AnyRule, stack: Stack, deployment: Deployment) -> int:
    """The work of the rule on a stack that nothing was asked of before."""
    setting = Setting(rule, rule.level, read_options(rule.options, {}, rule.id))
    catalogue, fresh, counter = load_catalogue(), Stack(stack.resources), Calls()
    with counter.counted():
        for resource in fresh.of_type(rule.applies_to):
            ask(setting, resource, deployment, catalogue, fresh)
    return counter.number


def shared_types(stack: Stack) -> set[str]:
    """The types of what properties of other resources depend on."""
    return {stack.type_of(urn) for one in stack.resources for urn in stack.property_targets(one)}


STACK_RULES = [rule for rule in all_rules() if isinstance(rule, StackRule)]


@pytest.mark.parametrize("rule", STACK_RULES, ids=lambda rule: rule.id)
def test_twice_the_resources_are_twice_the_work(rule: AnyRule) -> None:
    for example in examples_of(rule):
        if isinstance(example, Bad):
            stack, deployment = run_example(example)
            once, twice = copies(stack, COPIES), copies(stack, 2 * COPIES)
            calls(rule, once, deployment)  # fills the caches of the catalogue
            work = calls(rule, once, deployment)
            assert calls(rule, twice, deployment) <= 2 * TOLERANCE * work


@pytest.mark.parametrize("rule", STACK_RULES, ids=lambda rule: rule.id)
def test_twice_the_resources_around_one_are_twice_the_work(rule: AnyRule) -> None:
    """Many policies of one role, used by many functions; many records of one zone."""
    for example in examples_of(rule):
        if isinstance(example, Bad):
            stack, deployment = run_example(example)
            for shared in sorted(shared_types(stack)):
                once, twice = copies(stack, COPIES, shared), copies(stack, 2 * COPIES, shared)
                calls(rule, once, deployment)
                work = calls(rule, once, deployment)
                assert calls(rule, twice, deployment) <= 2 * TOLERANCE * work, f"around one {shared}"
