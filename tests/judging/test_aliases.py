"""A renamed rule keeps the settings, exemptions and baseline entries that name it by its earlier id."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from policypack.catalog.catalog import load_catalog
from policypack.engine.configuration.configuration import Configuration, configured
from policypack.engine.findings import Finding, Outcome
from policypack.engine.registry import all_rules, find
from policypack.engine.session import Session
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.rule import AnyRule
from policypack.testing import resource
from tests.judging.test_configuration import TODAY, stack

OLD, NEW = "storage-is-gp3", "rds-storage-gp3"
ROOT = resource("pulumi:pulumi:Stack", "test-dev")
GP2 = {"engine": "postgres", "storageType": "gp2"}


def renamed(rule: AnyRule) -> AnyRule:
    return dataclasses.replace(rule, aliases=(OLD,)) if rule.id == NEW else rule


RULES = tuple(map(renamed, all_rules()))


def findings(tmp_path: Path, text: str, database: Resource) -> list[Finding]:
    file = tmp_path / "guardrails.yaml"
    file.write_text(text, encoding="utf-8")
    settings = Configuration(RULES, today=TODAY).with_file(file).settings(stack())
    session = Session(settings, stack(), load_catalog(), TODAY)
    return session.resource(database) + session.stack(Stack([ROOT, database]))


def database(**tags: str) -> Resource:
    return resource("aws:rds/instance:Instance", "orders", {**GP2, "tags": tags} if tags else GP2)


def outcomes(found: list[Finding]) -> list[tuple[Outcome, str]]:
    return [(one.outcome, one.level) for one in found if one.rule == NEW]


def warnings(found: list[Finding]) -> list[str]:
    return [one.problem for one in found if one.rule == "guardrails" and OLD in one.problem]


def test_a_rule_is_found_by_an_earlier_id() -> None:
    found = find(OLD, RULES)
    assert found is not None
    assert found.id == NEW


def test_a_level_holds_and_the_place_is_named(tmp_path: Path) -> None:
    found = findings(tmp_path, f"levels: {{{OLD}: advisory}}\n", database())
    assert outcomes(found) == [(Outcome.VIOLATED, "advisory")]
    (warning,) = warnings(found)
    assert (
        warning
        == f"{tmp_path / 'guardrails.yaml'}:1: levels.{OLD}: the rule {OLD} is now called {NEW}; write the new id."
    )


def test_options_hold(tmp_path: Path) -> None:
    found = findings(tmp_path, f"options: {{{OLD}: {{allowed: [gp2]}}}}\n", database())
    assert outcomes(found) == []
    assert len(warnings(found)) == 1


def test_an_exemption_holds(tmp_path: Path) -> None:
    text = f"exemptions: [{{rule: {OLD}, resource: orders, reason: rebuilt each night}}]\n"
    found = findings(tmp_path, text, database())
    assert [outcome for outcome, _ in outcomes(found)] == [Outcome.EXEMPTED]
    assert len(warnings(found)) == 1


def test_a_tag_holds(tmp_path: Path) -> None:
    found = findings(
        tmp_path, f"stacksMay: {{exempt: [{NEW}]}}\n", database(**{f"guardrails:exempt/{OLD}": "rebuilt each night"})
    )
    assert [outcome for outcome, _ in outcomes(found)] == [Outcome.EXEMPTED]
    assert len(warnings(found)) == 1


def test_a_baseline_holds(tmp_path: Path) -> None:
    entry = {"rule": OLD, "resource": database().urn, "property": "storageType"}
    (tmp_path / "baseline.json").write_text(json.dumps({"format": 1, "findings": [entry]}), encoding="utf-8")
    found = findings(tmp_path, "baseline: baseline.json\n", database())
    assert [outcome for outcome, _ in outcomes(found)] == [Outcome.EXEMPTED]
    assert len(warnings(found)) == 1


def test_the_policy_on_the_catalog_keeps_its_earlier_id(tmp_path: Path) -> None:
    file = tmp_path / "guardrails.yaml"
    file.write_text("levels: {catalogue-age: disabled}\noptions: {catalogue-age: {maxAgeDays: 7}}\n", encoding="utf-8")
    settings = Configuration(RULES, today=TODAY).with_file(file).settings(stack())
    (age,) = (one for one in settings.policies if one.policy.id == "catalog-age")
    assert (age.level, age.options.max_age_days) == ("disabled", 7)
    told = {"catalogue-age": {"enforcementLevel": "mandatory", "maxAgeDays": 9}, OLD: "advisory"}
    settings = configured(RULES, told, "test")
    (age,) = (one for one in settings.policies if one.policy.id == "catalog-age")
    assert (age.level, age.options.max_age_days) == ("mandatory", 9)


def test_a_rule_of_stage_preview_is_advisory_until_a_place_says_otherwise(tmp_path: Path) -> None:
    previews = tuple(dataclasses.replace(rule, stage="preview") if rule.id == NEW else rule for rule in all_rules())
    settings = Configuration(previews, today=TODAY).settings(stack())
    assert next(one.level for one in settings.rules if one.rule.id == NEW) == "advisory"
    file = tmp_path / "guardrails.yaml"
    file.write_text(f"levels: {{{NEW}: mandatory}}\n", encoding="utf-8")
    settings = Configuration(previews, today=TODAY).with_file(file).settings(stack())
    assert next(one.level for one in settings.rules if one.rule.id == NEW) == "mandatory"
