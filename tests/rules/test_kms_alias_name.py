"""Boundaries of the names of aliases."""

import pytest

from policypack.aws.kms.rules.kms_alias_name import RULE
from policypack.testing import UNKNOWN, judge, secret


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("alias/orders", "fine"),
        ("alias/" + "a" * 250, "fine"),
        ("alias/" + "a" * 251, "violated: name"),
        ("alias/aws", "fine"),
        ("alias/aws/s3", "violated: name"),
        ("alias/orders eu", "violated: name"),
        ("Alias/orders", "violated: name"),
        (secret("orders"), "violated: name"),
        (UNKNOWN, "undetermined: name"),
        (None, "not applicable"),
        ("", "not applicable"),
        ({}, "not applicable"),
        ({"a": "b"}, "undetermined: name"),
    ],
)
def test_name(name, answer):
    assert str(judge(RULE, name=name)) == answer
