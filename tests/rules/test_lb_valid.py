"""lb-valid and lb-target-group-valid: what their examples do not show."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.ec2 import SUBNET
from policypack.aws.elb import LOAD_BALANCER
from policypack.aws.elb.rules import lb_target_group_valid
from policypack.aws.elb.rules.lb_valid import RULE
from policypack.model.resources import Resource
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret


def subnets(*zones: object) -> list[Resource]:
    return [
        resource(SUBNET[0], f"s{index}", {} if zone is None else {"availabilityZone": zone})
        for index, zone in enumerate(zones)
    ]


def verdict(of: list[Resource], **inputs: Any) -> str:
    said = {"subnets": [UNKNOWN] * len(of), **inputs}
    balancer = resource(LOAD_BALANCER[0], "lb", said, depends={"subnets": of})
    return str(judge_stack(RULE, *of, balancer)["lb"])


@pytest.mark.parametrize(
    ("zones", "inputs", "expected"),
    [
        (("us-east-1a", "us-east-1b"), {}, "fine"),
        (("us-east-1a", "us-east-1a"), {}, "violated: subnets"),
        (("us-east-1a", UNKNOWN), {}, "undetermined: availabilityZone"),
        ((None, None), {}, "undetermined: availabilityZone"),
        (("us-east-1a",), {}, "violated: subnets"),
        (("us-east-1a",), {"loadBalancerType": "network"}, "fine"),
        (("us-east-1a",), {"loadBalancerType": UNKNOWN}, "undetermined: loadBalancerType"),
        (("us-east-1-bos-1a",), {}, "fine"),
        (("us-east-1a", "us-east-1b"), {"subnets": UNKNOWN}, "fine"),
        (("us-east-1a", "us-east-1a"), {"loadBalancerType": "network"}, "violated: subnets"),
    ],
)
def test_zones(zones: tuple[object, ...], inputs: dict[str, Any], expected: str) -> None:
    assert verdict(subnets(*zones), **inputs) == expected


def test_subnets_of_elsewhere_are_taken_to_be_apart() -> None:
    assert str(judge(RULE, subnets=["subnet-1", "subnet-2"])) == "fine"
    assert str(judge(RULE, subnets=["subnet-1"])) == "violated: subnets"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a" * 32, "fine"),
        ("a" * 33, "violated: name"),
        ("a", "fine"),
        ("-a", "violated: name"),
        ("a-", "violated: name"),
        ("internal", "fine"),
        ("internal-a", "violated: name"),
        (UNKNOWN, "undetermined: name"),
        ("", "not applicable"),
        (None, "not applicable"),
        (secret("a_b"), "violated: name"),
    ],
)
def test_names(name: object, expected: str) -> None:
    assert str(judge(RULE, name=name)) == expected


@pytest.mark.parametrize(
    ("protocol", "health", "expected"),
    [
        ("HTTP", {"interval": 6, "timeout": 5}, "fine"),
        ("HTTP", {"interval": 5, "timeout": 5}, "violated: healthCheck"),
        ("HTTPS", {"interval": "5"}, "violated: healthCheck"),
        ("HTTP", {"timeout": 30}, "violated: healthCheck"),
        ("HTTP", {"interval": UNKNOWN}, "undetermined: healthCheck.interval"),
        ("HTTP", None, "fine"),
        ("TCP", {"interval": 10, "timeout": 10}, "fine"),
        ("TCP", {"protocol": "TCP", "matcher": "200"}, "violated: healthCheck"),
        ("TCP", {"protocol": "TCP", "matcher": "", "path": None}, "fine"),
        ("TCP", {"protocol": UNKNOWN, "path": "/"}, "undetermined: healthCheck.protocol"),
        ("TCP", {"protocol": "HTTP", "path": "/"}, "fine"),
        (UNKNOWN, {"interval": 5, "timeout": 5}, "undetermined: protocol"),
    ],
)
def test_health_checks(protocol: object, health: object, expected: str) -> None:
    inputs = {"port": 80, "vpcId": "vpc-1", "protocol": protocol, "healthCheck": health}
    assert str(judge(lb_target_group_valid.RULE, **inputs)) == expected
