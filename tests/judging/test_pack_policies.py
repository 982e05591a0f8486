"""The policies that speak of the run as a whole: undetermined checks, and the age of what is known of regions."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from policypack.catalog.catalog import load_catalog
from policypack.engine.configuration.configuration import configured
from policypack.engine.findings import Finding
from policypack.engine.registry import all_rules
from policypack.engine.session import Session
from policypack.errors import ConfigurationError
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.reports import as_json
from policypack.reports.results import report_of
from policypack.reports.run import Run
from policypack.testing import UNKNOWN, resource

ROOT = resource("pulumi:pulumi:Stack", "shop-dev")
DATABASE = resource(
    "aws:rds/instance:Instance", "orders", {"engine": "postgres", "engineVersion": "15.19", "storageType": UNKNOWN}
)
KNOWN = date(2026, 10, 20)


def session(today: date = KNOWN, **settings: dict[str, Any]) -> Session:
    deployment = Deployment(config={"aws:region": "us-east-1"})
    return Session(configured(all_rules(), settings_of(settings), "test"), deployment, load_catalog(), today)


def settings_of(settings: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {name.replace("_", "-"): options for name, options in settings.items()}


def findings(run: Session, *resources: Resource) -> list[Finding]:
    found = [one for each in resources for one in run.resource(each)]
    return found + run.stack(Stack([ROOT, *resources]))


def of(policy: str, found: list[Finding]) -> list[Finding]:
    return [one for one in found if one.rule == policy]


def test_undetermined_checks_are_one_line_for_the_stack() -> None:
    (line,) = of("undetermined-checks", findings(session(), DATABASE))
    assert line.urn == ROOT.urn
    assert line.level == "advisory"
    assert "rds-storage-gp3 on orders (storage_type)" in line.problem


def test_json_names_what_an_undetermined_check_waits_for_and_no_fix() -> None:
    found = tuple(of("rds-storage-gp3", findings(session(), DATABASE)))
    report = json.loads(as_json.render_stack(report_of(Run(found, Stack([ROOT, DATABASE]), rule_count=1, seconds=0.1))))
    (finding,) = report["findings"]
    assert finding["outcome"] == "undetermined"
    assert finding["problem"] == "Undetermined until this is known: storage_type."
    assert finding["fix"] == ""


def test_each_undetermined_check_on_its_own_resource() -> None:
    told = of("undetermined-checks", findings(session(undetermined_checks={"show": "each"}), DATABASE))
    assert DATABASE.urn in {one.urn for one in told}
    assert any(one.problem.startswith("rds-storage-gp3: Undetermined") for one in told)


def test_undetermined_checks_can_be_left_out() -> None:
    assert of("undetermined-checks", findings(session(undetermined_checks={"show": "off"}), DATABASE)) == []
    assert of("undetermined-checks", findings(session(undetermined_checks={"enforcementLevel": "disabled"}))) == []


def test_nothing_undetermined_is_no_line() -> None:
    bucket = resource("aws:sqs/queue:Queue", "jobs", {"name": "jobs", "tags": {"team": "web"}})
    assert of("undetermined-checks", findings(session(), bucket)) == []


@pytest.mark.parametrize(("days", "told"), [(180, False), (181, True)])
def test_old_facts_are_said_once(days: int, told: bool) -> None:
    found = of("catalog-age", findings(session(KNOWN + timedelta(days=days)), DATABASE))
    assert bool(found) is told
    if told:
        (line,) = found
        assert line.level == "advisory"
        assert "us-east-1" in line.problem
        assert "2026-10-20" in line.problem
        assert "catalog refresh --from-aws --region us-east-1" in line.fix.note


def test_each_old_table_is_named_with_its_date() -> None:
    cache = resource("aws:elasticache/cluster:Cluster", "sessions", {"engine": "redis", "nodeType": "cache.t3.micro"})
    (line,) = of("catalog-age", findings(session(KNOWN + timedelta(days=900)), DATABASE, cache))
    for words in ("engine versions in us-east-1 (2026-10-20)", "the ends of AWS's support (", "instance classes ("):
        assert words in line.problem
    assert "Lambda" not in line.problem
    for command in ("--from-aws --region us-east-1", "--from-aws-docs", "--from-cfn-lint"):
        assert command in line.fix.note


def test_old_facts_matter_only_where_something_rests_on_them() -> None:
    queue = resource("aws:sqs/queue:Queue", "jobs", {"name": "jobs"})
    assert of("catalog-age", findings(session(KNOWN + timedelta(days=2000)), queue)) == []


def test_the_age_is_an_option() -> None:
    late = KNOWN + timedelta(days=400)
    assert of("catalog-age", findings(session(late, catalog_age={"maxAgeDays": 500}), DATABASE)) == []


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"undetermined_checks": {"show": "all"}}, "summary, each, off"),
        ({"catalog_age": {"maxAge": 3}}, "maxAgeDays"),
        ({"catalogs_age": {}}, "catalog-age"),
        ({"s3_versioning": {"enforcementLevel": "high"}}, "advisory, mandatory"),
        ({"s3_versioning": {"status": "x"}}, "no options"),
    ],
)
def test_a_wrong_setting_names_the_right_one(settings: dict[str, dict[str, Any]], named: str) -> None:
    with pytest.raises(ConfigurationError, match=named):
        session(**settings)
