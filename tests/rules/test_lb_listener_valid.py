"""lb-listener-valid and lb-listener-rule-valid: what their examples do not show."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.elb import LISTENER, LISTENER_RULE, LOAD_BALANCER, TARGET_GROUP
from policypack.aws.elb.rules import lb_listener_rule_valid
from policypack.aws.elb.rules.lb_listener_valid import RULE
from policypack.fix import Blank, Set, Target
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
        ("gateway", None, "GENEVE", "fine"),
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
    ("other", "is_changed"),
    [
        (None, True),
        ((LISTENER[0], {"protocol": "TCP"}), True),
        ((LISTENER[0], {"protocol": "HTTP"}), False),
        ((LISTENER[0], {"protocol": UNKNOWN}), False),
        ((LISTENER_RULE[0], {}), False),
    ],
)
def test_the_protocol_of_a_group_is_changed_only_where_no_other_listener_needs_it(
    other: tuple[str, dict[str, Any]] | None, is_changed: bool
) -> None:
    group = resource(TARGET_GROUP[0], "group", {"protocol": "HTTP"})
    actions = [{"type": "forward", "targetGroupArn": UNKNOWN}]
    made = [
        resource(LISTENER[0], "it", {"protocol": "TCP", "defaultActions": actions}, depends={"defaultActions": [group]})
    ]
    if other is not None:
        by = "actions" if other[0] in LISTENER_RULE else "defaultActions"
        made.append(resource(other[0], "other", {**other[1], by: actions}, depends={by: [group]}))
    (verdict,) = [one for one in judge_stack(RULE, group, *made)["it"].verdicts if one.problem]
    (step,) = verdict.fix.steps
    another = Set("defaultActions[0].targetGroupArn", Blank('the ARN of a target group with the protocol "TCP"'))
    assert step == (Set("protocol", "TCP", on=Target.of(group)) if is_changed else another)


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
