"""Schedules of EventBridge Scheduler."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.eventbridge.rules.eventbridge_schedule_valid import RULE
from policypack.testing import UNKNOWN, judge


@pytest.mark.parametrize(
    ("expression", "fine"),
    [
        ("rate(1 minute)", True),
        ("rate(5 minute)", True),
        ("rate(0 minutes)", False),
        ("rate(5 weeks)", False),
        ("at(2030-01-31T09:00:00)", True),
        ("at(2030-01-31)", False),
        ("at(2030-01-31T09:00:00Z)", False),
        ("cron(0 8 ? * MON *)", True),
        ("cron(0 8 * * * *)", False),
        ("cron(0 8 * * ?)", False),
        ("0 8 * * *", False),
    ],
)
def test_expressions(expression: str, fine: bool) -> None:
    assert str(judge(RULE, scheduleExpression=expression)) == ("fine" if fine else "violated: scheduleExpression")


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"flexibleTimeWindow": {"mode": "OFF"}}, "fine"),
        ({"flexibleTimeWindow": {"mode": "FLEXIBLE"}}, "violated: flexibleTimeWindow"),
        ({"flexibleTimeWindow": {"mode": "FLEXIBLE", "maximumWindowInMinutes": UNKNOWN}}, "fine"),
        ({"flexibleTimeWindow": {"mode": UNKNOWN}}, "undetermined: flexibleTimeWindow.mode"),
        ({"startDate": "2030-01-01T00:00:00Z", "endDate": "2030-01-01T00:00:01Z"}, "fine"),
        ({"startDate": "2030-01-01T00:00:00Z", "endDate": "2030-01-01T00:00:00Z"}, "violated: endDate"),
        ({"startDate": "2030-01-01T02:00:00+02:00", "endDate": "2030-01-01T00:00:00Z"}, "fine"),
        ({"endDate": "2030-01-01T00:00:00Z"}, "fine"),
        ({"startDate": UNKNOWN, "endDate": "2030-01-01T00:00:00Z"}, "undetermined: startDate"),
        ({"target": {"input": "word"}}, "violated: target"),
        ({"target": {"input": "1"}}, "fine"),
        ({"target": {"arn": UNKNOWN}}, "fine"),
        ({"target": UNKNOWN}, "undetermined: target"),
        ({"scheduleExpression": UNKNOWN}, "undetermined: scheduleExpression"),
    ],
)
def test_the_rest(inputs: dict[str, Any], verdict: str) -> None:
    assert str(judge(RULE, **{"scheduleExpression": "rate(1 day)", **inputs})) == verdict
