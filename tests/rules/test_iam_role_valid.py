"""Boundaries of sessions and descriptions of roles."""

import pytest

from policypack.aws.iam.rules.iam_role_valid import RULE
from policypack.testing import UNKNOWN, judge, secret


@pytest.mark.parametrize(
    ("inputs", "answer"),
    [
        ({}, "not applicable"),
        ({"maxSessionDuration": 3599}, "violated: maxSessionDuration"),
        ({"maxSessionDuration": 3600.0}, "fine"),
        ({"maxSessionDuration": "43200"}, "fine"),
        ({"maxSessionDuration": 43201}, "violated: maxSessionDuration"),
        ({"maxSessionDuration": secret(900)}, "violated: maxSessionDuration"),
        ({"maxSessionDuration": UNKNOWN}, "undetermined: maxSessionDuration"),
        ({"maxSessionDuration": "an hour"}, "undetermined: maxSessionDuration"),
        ({"description": ""}, "not applicable"),
        ({"description": "a" * 1000}, "fine"),
        ({"description": "a" * 1001}, "violated: description"),
        ({"description": "two\nlines\tand a tab"}, "fine"),
        ({"description": "\u00e1rboles \u00ab\u00bb"}, "fine"),
        ({"description": "\u2014"}, "violated: description"),
        ({"description": "\u201corders\u201d"}, "violated: description"),
        ({"description": "\u00a0"}, "violated: description"),
        ({"description": UNKNOWN}, "undetermined: description"),
    ],
)
def test_verdict(inputs, answer):
    assert str(judge(RULE, **inputs)) == answer
