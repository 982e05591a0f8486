"""Retention and names of log groups."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.cloudwatch import RETENTIONS
from policypack.aws.cloudwatch.rules.log_group_retention_valid import RULE
from policypack.testing import UNKNOWN, judge, secret


@pytest.mark.parametrize("days", [0, *RETENTIONS, "30", 365.0])
def test_days_that_are_offered(days: Any) -> None:
    assert str(judge(RULE, retentionInDays=days)) == "fine"


@pytest.mark.parametrize("days", [2, 10, 31, 100, 364, 366, 3654, -1, "ten"])
def test_days_that_are_not(days: Any) -> None:
    assert str(judge(RULE, retentionInDays=days)) == "violated: retentionInDays"


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("a" * 512, "fine"),
        ("a" * 513, "violated: name"),
        ("/aws/lambda/a.b_c#1-2", "fine"),
        ("a:b", "violated: name"),
        ("a b", "violated: name"),
        ("", "not applicable"),
        (UNKNOWN, "undetermined: name"),
        (["a"], "undetermined: name"),
    ],
)
def test_names(name: Any, verdict: str) -> None:
    assert str(judge(RULE, name=name)) == verdict


def test_unknown_and_secret_days() -> None:
    assert str(judge(RULE, retentionInDays=UNKNOWN)) == "undetermined: retentionInDays"
    assert "4242" not in judge(RULE, retentionInDays=secret(4242)).messages[0]
