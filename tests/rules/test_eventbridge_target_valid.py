"""Targets: what a service needs, what is sent, and the bus of a scheduled rule."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws import eventbridge, sqs
from policypack.aws.eventbridge.rules.eventbridge_input_valid import RULE as INPUT
from policypack.aws.eventbridge.rules.eventbridge_scheduled_bus_valid import RULE as BUS
from policypack.aws.eventbridge.rules.eventbridge_target_valid import RULE as TARGET
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

HERE = "us-east-1:123456789012"


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"arn": f"arn:aws:sqs:{HERE}:q"}, "fine"),
        ({"arn": f"arn:aws:sqs:{HERE}:q.fifo"}, "violated: sqsTarget"),
        ({"arn": f"arn:aws:sqs:{HERE}:q.fifo", "sqsTarget": {"messageGroupId": "g"}}, "fine"),
        ({"arn": f"arn:aws:ecs:{HERE}:cluster/c"}, "violated: ecsTarget, roleArn"),
        (
            {"arn": f"arn:aws:ecs:{HERE}:cluster/c", "ecsTarget": {"taskDefinitionArn": UNKNOWN}, "roleArn": UNKNOWN},
            "fine",
        ),
        ({"arn": f"arn:aws:batch:{HERE}:job-queue/q", "roleArn": "r"}, "violated: batchTarget"),
        ({"arn": f"arn:aws:lambda:{HERE}:function:f.fifo"}, "fine"),
        ({"arn": UNKNOWN}, "undetermined: arn"),
        ({"arn": "q"}, "not applicable"),
        ({}, "not applicable"),
    ],
)
def test_what_a_service_needs(inputs: dict[str, Any], verdict: str) -> None:
    assert str(judge(TARGET, **inputs)) == verdict


@pytest.mark.parametrize(
    ("type_", "made", "verdict"),
    [
        (sqs.QUEUE[0], {"fifoQueue": True}, "violated: sqsTarget"),
        (sqs.QUEUE[0], {}, "fine"),
        (sqs.QUEUE[0], {"fifoQueue": UNKNOWN}, "undetermined: fifoQueue"),
        ("aws:ecs/cluster:Cluster", {}, "violated: ecsTarget, roleArn"),
        ("aws:lambda/function:Function", {}, "fine"),
        ("aws:codepipeline/pipeline:Pipeline", {}, "violated: roleArn"),
        ("aws:cloudformation/stack:Stack", {}, "undetermined: arn"),
    ],
)
def test_targets_that_do_not_exist_yet(type_: str, made: dict[str, Any], verdict: str) -> None:
    source = resource(type_, "source", made)
    it = resource(eventbridge.TARGET[0], "it", {"arn": UNKNOWN}, depends={"arn": [source]})
    assert str(judge_stack(TARGET, it, source)["it"]) == verdict


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"input": "{}"}, "fine"),
        ({"input": '"word"'}, "fine"),
        ({"input": "word"}, "violated: input"),
        ({"input": ""}, "not applicable"),
        ({"input": UNKNOWN}, "undetermined: input"),
        ({}, "not applicable"),
        ({"inputTransformer": {"inputTemplate": '"<a>"', "inputPaths": {"a": "$.b"}}}, "fine"),
        ({"inputTransformer": {"inputTemplate": '"a"'}}, "fine"),
        ({"inputTransformer": {"inputTemplate": '"<aws.events.event>"'}}, "fine"),
        (
            {"inputTransformer": {"inputTemplate": '"<b>"', "inputPaths": {"a": "$.b"}}},
            "violated: inputTransformer.inputTemplate",
        ),
        (
            {"inputTransformer": {"inputTemplate": '"<b>"', "inputPaths": UNKNOWN}},
            "undetermined: inputTransformer.inputPaths",
        ),
        ({"inputTransformer": UNKNOWN}, "undetermined: inputTransformer"),
    ],
)
def test_what_is_sent(inputs: dict[str, Any], verdict: str) -> None:
    assert str(judge(INPUT, **inputs)) == verdict


def test_a_secret_template_is_not_shown() -> None:
    (message,) = judge(INPUT, inputTransformer={"inputTemplate": secret('"<patient>"')}).messages
    assert "patient" not in message


@pytest.mark.parametrize(
    ("bus", "verdict"),
    [
        (None, "fine"),
        ("", "fine"),
        ("default", "fine"),
        (f"arn:aws:events:{HERE}:event-bus/default", "fine"),
        ("orders", "violated: eventBusName"),
        (f"arn:aws:events:{HERE}:event-bus/my-default", "violated: eventBusName"),
        (UNKNOWN, "undetermined: eventBusName"),
    ],
)
def test_the_bus_of_a_scheduled_rule(bus: Any, verdict: str) -> None:
    assert str(judge(BUS, scheduleExpression="rate(1 day)", eventBusName=bus)) == verdict
    assert str(judge(BUS, scheduleExpression=None, eventBusName=bus)) == "not applicable"


def test_a_bus_of_the_stack_is_not_the_default_one() -> None:
    bus = resource(eventbridge.BUS[0], "bus")
    inputs = {"scheduleExpression": "rate(1 day)", "eventBusName": UNKNOWN}
    rule = resource(eventbridge.RULE[0], "it", inputs, depends={"eventBusName": [bus]})
    assert str(judge_stack(BUS, rule, bus)["it"]) == "violated: eventBusName"
