"""Boundaries of names, paths, tiers and values of parameters."""

import pytest

from policypack.aws import ssm
from policypack.aws.ssm.rules.ssm_parameter_valid import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("/shop/orders", "fine"),
        ("orders", "fine"),
        ("/orders", "fine"),
        (" /shop/orders ", "fine"),
        ("shop/orders", "violated: name"),
        ("/shop/my orders", "violated: name"),
        ("/shop/orders:1", "violated: name"),
        ("AWSorders", "violated: name"),
        ("ssm-orders", "violated: name"),
        ("/aws/orders", "fine"),
        ("orders-aws", "fine"),
        ("/a" * 15, "fine"),
        ("/a" * 16, "violated: name"),
        ("/" + "a" * 1010, "fine"),
        ("/" + "a" * 1011, "violated: name"),
        (secret("my orders"), "violated: name"),
        (UNKNOWN, "undetermined: name"),
        (None, "not applicable"),
        ("", "not applicable"),
    ],
)
def test_name(name, answer):
    assert str(judge(RULE, name=name)) == answer


@pytest.mark.parametrize(
    ("inputs", "answer"),
    [
        ({"value": secret("x" * 4096), "tier": "Standard"}, "fine"),
        ({"value": secret("x" * 4097), "tier": "Standard"}, "violated: value"),
        ({"value": secret("x" * 4097)}, "fine"),
        ({"value": secret("x" * 4097), "tier": UNKNOWN}, "undetermined: tier"),
        ({"value": secret("x" * 4096), "tier": UNKNOWN}, "fine"),
        ({"value": secret("x" * 8192), "tier": "Advanced"}, "fine"),
        ({"value": secret("x" * 8193), "tier": "Intelligent-Tiering"}, "violated: value"),
        ({"insecureValue": "x" * 4097, "tier": "Standard"}, "violated: insecureValue"),
        ({"value": secret("\u00e9" * 4096), "tier": "Standard"}, "fine"),
        ({"value": secret(UNKNOWN)}, "undetermined: value"),
        ({"value": secret("")}, "not applicable"),
    ],
)
def test_value(inputs, answer):
    assert str(judge(RULE, **inputs)) == answer


def test_an_endpoint_to_come_is_undetermined():
    database = resource("aws:rds/instance:Instance", "orders")
    parameter = resource(ssm.PARAMETER[0], "it", {"value": secret(UNKNOWN)}, depends={"value": [database]})
    assert str(judge_stack(RULE, database, parameter)["it"]) == "undetermined: value"
