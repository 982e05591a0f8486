"""Schedules and patterns of rules, each with its accepted neighbour."""

from __future__ import annotations

import json
from typing import Any

import pytest

from policypack.aws.eventbridge.rules.eventbridge_rule_valid import RULE
from policypack.testing import UNKNOWN, judge, secret


@pytest.mark.parametrize(
    ("schedule", "fine"),
    [
        ("rate(1 minute)", True),
        ("rate(1 minutes)", False),
        ("rate(2 minutes)", True),
        ("rate(2 minute)", False),
        ("rate(12 hours)", True),
        ("rate(7 days)", True),
        ("rate(0 days)", False),
        ("rate(-1 days)", False),
        ("rate(1 week)", False),
        ("rate(5)", False),
        ("rate(1 hour", False),
        ("every 5 minutes", False),
        ("0 8 * * *", False),
        ("cron(0 8 * * ? *)", True),
        ("cron(0 8 ? * MON-FRI *)", True),
        ("cron(0 8 ? * * *)", True),
        ("cron(0 8 * * * *)", False),
        ("cron(0 8 1 * MON *)", False),
        ("cron(0 8 * * ?)", False),
        ("cron(0 8 * * ? * *)", False),
        ("cron(59 23 31 12 ? 2199)", True),
        ("cron(60 8 * * ? *)", False),
        ("cron(0 24 * * ? *)", False),
        ("cron(0 8 32 * ? *)", False),
        ("cron(0 8 0 * ? *)", False),
        ("cron(0 8 * 13 ? *)", False),
        ("cron(0 8 ? * 7 *)", True),
        ("cron(0 8 ? * 8 *)", False),
        ("cron(0 8 ? * 0 *)", False),
        ("cron(0 8 ? * 6#3 *)", True),
        ("cron(0 8 3#1 * ? *)", False),
        ("cron(0/5 8-17 LW JAN,JUL ? *)", True),
        ("cron(0 20 * * ? 2500)", True),
        ("cron( 0 8 * * ? * )", True),
    ],
)
def test_schedules(schedule: str, fine: bool) -> None:
    assert str(judge(RULE, scheduleExpression=schedule)) == ("fine" if fine else "violated: scheduleExpression")


@pytest.mark.parametrize(
    ("pattern", "fine"),
    [
        ({"source": ["aws.s3"]}, True),
        ({"source": "aws.s3"}, False),
        ({"source": []}, False),
        ({"detail": {"state": ["a"]}}, True),
        ({"detail": {"state": "a"}}, False),
        ({"detail": {"state": {"anything-but": ["a"]}}}, True),
        ({"detail": {"count": [{"numeric": [">", 0]}]}}, True),
        ({"$or": [{"a": ["b"]}, {"c": "d"}]}, False),
        ({"$or": [{"a": ["b"]}, {"c": ["d"]}]}, True),
        ([{"source": ["aws.s3"]}], False),
        ("aws.s3", False),
    ],
)
def test_patterns(pattern: Any, fine: bool) -> None:
    assert str(judge(RULE, eventPattern=json.dumps(pattern))) == ("fine" if fine else "violated: eventPattern")


def test_a_deep_pattern_does_not_crash() -> None:
    deep = '{"a":' * 900 + "[1]" + "}" * 900
    assert str(judge(RULE, eventPattern=deep)) == "fine"


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({}, "violated: eventPattern"),
        ({"eventPattern": UNKNOWN}, "undetermined: eventPattern"),
        ({"scheduleExpression": UNKNOWN}, "undetermined: scheduleExpression"),
        ({"eventPattern": "{"}, "violated: eventPattern"),
        ({"scheduleExpression": "rate(1 day)", "name": "a" * 64}, "fine"),
        ({"scheduleExpression": "rate(1 day)", "name": "a" * 65}, "violated: name"),
        ({"scheduleExpression": "rate(1 day)", "name": "a/b"}, "violated: name"),
        ({"scheduleExpression": "rate(1 day)", "name": UNKNOWN}, "undetermined: name"),
        ({"scheduleExpression": ["rate(1 day)"]}, "undetermined: scheduleExpression"),
    ],
)
def test_the_rest(inputs: dict[str, Any], verdict: str) -> None:
    assert str(judge(RULE, **inputs)) == verdict


def test_secrets_are_not_shown() -> None:
    (message,) = judge(RULE, scheduleExpression=secret("rate(33 minute)")).messages
    assert "33" not in message
