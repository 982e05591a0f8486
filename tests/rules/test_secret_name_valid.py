"""Boundaries of the names of secrets."""

import pytest

from policypack.aws.secretsmanager.rules.secret_name_valid import RULE
from policypack.testing import UNKNOWN, judge, secret


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("shop/orders_db+1=a.b@c!d-e", "fine"),
        ("a" * 512, "fine"),
        ("a" * 513, "violated: name"),
        ("a b", "violated: name"),
        ("a:b", "violated: name"),
        ("a\n", "violated: name"),
        (secret("a b"), "violated: name"),
        (443.0, "fine"),
        (UNKNOWN, "undetermined: name"),
        (None, "not applicable"),
        ("", "not applicable"),
    ],
)
def test_name(name, answer):
    assert str(judge(RULE, name=name)) == answer
