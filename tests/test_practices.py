"""The laws of practices: what one demands, no other forbids."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from policypack.catalog.catalog import load_catalog
from policypack.constraint import BoundRow, Table, several
from policypack.engine.judge import ask
from policypack.engine.options import read_options
from policypack.engine.registry import all_rules
from policypack.engine.settings import Setting
from policypack.laws.applied import applied, on_the_wire, ways
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import EVERY_AWS_TYPE
from policypack.model.verdicts import Answer
from policypack.rule import ResourceRule
from policypack.testing import resource

OF_RESOURCES = [rule for rule in all_rules() if isinstance(rule, ResourceRule)]
PRACTICES = [
    pytest.param(rule.id, rule.table, one, id=f"{rule.id}-{one.number}")
    for rule in OF_RESOURCES
    if rule.table is not None
    for one in rule.table.bound
    if not one.row.error
]
DEPLOYMENT = Deployment(config={"aws:region": "us-east-1"})


def asked(type_: str) -> Iterator[Setting]:
    for rule in OF_RESOURCES:
        if type_ in rule.applies_to or EVERY_AWS_TYPE in rule.applies_to:
            yield Setting(rule, rule.level, read_options(rule.options, {}, rule.id))


def objections(subject: Resource) -> set[tuple[str, str]]:
    """The rules that find fault with a resource, and where."""
    return {
        (found.rule, found.at)
        for setting in asked(subject.type)
        for found in ask(setting, subject, DEPLOYMENT, load_catalog())
        if found.outcome.value == "violated"
    }


@pytest.mark.parametrize(("rule", "table", "one"), PRACTICES)
def test_a_fix_of_a_practice_breaks_no_other_rule(rule: str, table: Table, one: BoundRow) -> None:
    for own in several(one.row.invalid):
        for type_ in one.types:
            inputs = {key: on_the_wire(value) for key, value in table.inputs(type_, own).items()}
            subject = resource(type_, "it", inputs)
            before = objections(subject)
            found = [verdict for verdict in table.verdicts(subject) if verdict.answer is Answer.VIOLATED]
            for way in (way for verdict in found for way in ways(verdict.fix)):
                fixed = dataclasses.replace(subject, inputs=applied(way, dict(subject.inputs)))
                assert objections(fixed) <= before, (rule, own, way)
