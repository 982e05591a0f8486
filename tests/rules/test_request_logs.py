"""request-logs: a bucket that a preview does not know yet is one."""

from typing import Any

import pytest

from policypack.aws.practices.rules.request_logs import RULE
from policypack.testing import UNKNOWN, judge


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({}, "violated: loggingConfig"),
        ({"loggingConfig": {"bucket": UNKNOWN}}, "fine"),
        ({"loggingConfig": {"includeCookies": True}}, "violated: loggingConfig"),
        ({"loggingConfig": UNKNOWN}, "undetermined: loggingConfig"),
    ],
)
def test_verdict(inputs: dict[str, Any], verdict: str) -> None:
    assert str(judge(RULE, **inputs)) == verdict
