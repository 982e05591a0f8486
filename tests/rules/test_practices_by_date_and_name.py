"""Practices that a date, a schedule, a filter or a rule of names decides."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from policypack.aws.cloudwatch.rules.cloudwatch_alarm_actions import NAMED
from policypack.aws.ecr.rules.ecr_scan import matches
from policypack.aws.ecs.rules.ecs_non_root import RULE as NON_ROOT
from policypack.aws.eks.versions import newest, out_of_support
from policypack.aws.practices.rules.service_logs import RULE as LOGS
from policypack.aws.secretsmanager.rules.secret_rotation import days_of
from policypack.catalog.catalog import load_catalog
from policypack.laws.applied import applied, ways
from policypack.model.verdicts import Answer
from policypack.testing import UNKNOWN, judge, resource

TODAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("version", "ended"),
    [
        ("1.28", date(2024, 11, 26)),
        ("1.10", date(2022, 8, 1)),
        ("1.31", date(2025, 11, 26)),
        ("1.32", None),
        ("1.99", None),
        ("1.3", None),  # what YAML makes of 1.30
        ("latest", None),
    ],
)
def test_support_of_kubernetes_ends_on_a_day(version: str, ended: date | None) -> None:
    assert out_of_support(version, load_catalog(today=TODAY)) == ended


def test_a_table_that_is_too_old_names_no_version() -> None:
    assert newest(load_catalog(today=TODAY)).startswith("1.")
    assert newest(load_catalog(today=date(2100, 1, 1))) == ""


@pytest.mark.parametrize(
    ("schedule", "days"),
    [("rate(10 days)", 10), ("rate(1 day)", 1), ("rate(12 hours)", 0.5), ("cron(0 4 1 * ? *)", 0), ("", 0)],
)
def test_a_rate_is_a_number_of_days(schedule: str, days: float) -> None:
    assert days_of(schedule) == days


@pytest.mark.parametrize(
    ("pattern", "name", "has"),
    [
        ("orders", "acme/orders-api", True),
        ("orders*", "acme/orders", False),
        ("*orders", "acme/orders", True),
        ("payments", "orders", False),
    ],
)
def test_a_filter_of_a_registry_has_a_repository(pattern: str, name: str, *, has: bool) -> None:
    assert matches(pattern, name) is has


def test_a_composite_alarm_names_alarms_and_arns() -> None:
    arn = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:disk full"
    rule = f'ALARM("errors") AND (OK(slow) OR INSUFFICIENT_DATA("{arn}"))'
    assert NAMED.findall(rule) == ["errors", "slow", "disk full"]


@pytest.mark.parametrize(
    ("container", "verdict"),
    [
        ({"name": "web"}, "violated: containerDefinitions"),
        ({"name": "web", "user": "root:root"}, "violated: containerDefinitions"),
        ({"name": "web", "User": "0"}, "violated: containerDefinitions"),
        ({"name": "web", "User": "app"}, "fine"),
        ({"name": "web", "user": "10001:10001"}, "fine"),
    ],
)
def test_a_container_has_a_user(container: dict[str, Any], verdict: str) -> None:
    definitions = json.dumps([{"name": "log", "user": "101"}, container])
    assert str(judge(NON_ROOT, family="web", containerDefinitions=definitions)) == verdict
    assert str(judge(NON_ROOT, family="web", containerDefinitions=UNKNOWN)) == "undetermined: containerDefinitions"


def test_a_fix_of_a_list_keeps_what_else_it_has() -> None:
    inputs = {"enabledClusterLogTypes": ["api"]}
    cluster = resource("aws:eks/cluster:Cluster", "it", inputs)
    assert LOGS.table is not None
    found = [verdict for verdict in LOGS.table.verdicts(cluster) if verdict.answer is Answer.VIOLATED]
    assert [applied(way, inputs) for verdict in found for way in ways(verdict.fix)] == [
        {"enabledClusterLogTypes": ["api", "audit"]}
    ]
