"""lb-listener-valid and lb-listener-rule-valid: what their examples do not show."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.elb import LISTENER, LISTENER_RULE, LOAD_BALANCER, TARGET_GROUP
from policypack.aws.elb.rules import lb_listener_rule_valid
from policypack.aws.elb.rules.lb_listener_valid import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"protocol": "HTTPS"}, "violated: certificateArn"),
        ({"protocol": "TLS"}, "violated: certificateArn"),
        ({"protocol": "HTTPS", "certificateArn": UNKNOWN}, "undetermined: certificateArn"),
        ({"protocol": UNKNOWN}, "undetermined: protocol"),
        ({"protocol": "HTTP", "certificateArn": ""}, "fine"),
        ({"protocol": "HTTP", "certificateArn": secret("arn")}, "violated: certificateArn"),
        ({"protocol": "TCP", "sslPolicy": "x"}, "violated: sslPolicy"),
        ({"protocol": "UDP"}, "fine"),
        ({}, "not applicable"),
    ],
)
def test_encryption(inputs: dict[str, Any], expected: str) -> None:
    assert str(judge(RULE, **inputs)) == expected


@pytest.mark.parametrize(
    ("kind", "protocol", "targets", "expected"),
    [
        ("network", "TCP", "TCP", "fine"),
        ("network", "QUIC", "QUIC", "fine"),
        ("network", "HTTP", "HTTP", "violated: protocol"),
        ("application", "TCP", "TCP", "violated: protocol"),
        (None, "HTTP", "HTTPS", "fine"),
        (None, "HTTP", None, "fine"),
        (None, "HTTP", "TLS", "violated: protocol"),
        ("network", "TCP", "HTTP", "violated: protocol"),
        ("gateway", None, "GENEVE", "not applicable"),
        (UNKNOWN, "TCP", "TCP", "undetermined: loadBalancerType"),
        (None, "HTTP", UNKNOWN, "undetermined: protocol"),
    ],
)
def test_protocols(kind: object, protocol: object, targets: object, expected: str) -> None:
    balancer = resource(LOAD_BALANCER[0], "lb", {"loadBalancerType": kind})
    group = resource(TARGET_GROUP[0], "group", {"protocol": targets})
    inputs = {
        "loadBalancerArn": UNKNOWN,
        "protocol": protocol,
        "defaultActions": [{"type": "forward", "targetGroupArn": UNKNOWN}],
    }
    depends = {"loadBalancerArn": [balancer], "defaultActions": [group]}
    listener = resource(LISTENER[0], "listener", inputs, depends=depends)
    assert str(judge_stack(RULE, balancer, group, listener)["listener"]) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (1, 1.0, "violated: priority"),
        (1, "1", "violated: priority"),
        (1, 2, "fine"),
        (None, None, "not applicable"),
        (UNKNOWN, 1, "undetermined: priority"),
        (1, 0, "violated: priority"),
        (1, 50000, "fine"),
        (1, 50001, "violated: priority"),
    ],
)
def test_priorities(first: object, second: object, expected: str) -> None:
    listener = resource(LISTENER[0], "web")
    rules = [
        resource(
            LISTENER_RULE[0], name, {"priority": priority, "listenerArn": UNKNOWN}, depends={"listenerArn": [listener]}
        )
        for name, priority in (("a", first), ("b", second))
    ]
    assert str(judge_stack(lb_listener_rule_valid.RULE, listener, *rules)["b"]) == expected
