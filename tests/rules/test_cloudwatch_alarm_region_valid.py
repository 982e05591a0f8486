"""Regions of alarms and of what they act on: two providers, literals, the resources' own argument."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws import cloudwatch
from policypack.aws.cloudwatch.rules.cloudwatch_alarm_region_valid import RULE
from policypack.model.resources import Provider, Resource
from policypack.testing import UNKNOWN, judge, judge_stack, resource

EDGE = {"region": "us-east-1", "version": "7.51.1"}
HOME = {"region": "eu-south-2", "version": "7.51.1"}


@pytest.mark.parametrize(
    ("arn", "verdict"),
    [
        ("arn:aws:sns:eu-south-2:1:t", "fine"),
        ("arn:aws:sns:us-east-1:1:t", "violated: alarmActions"),
        ("arn:aws:automate:us-east-1:ec2:stop", "violated: alarmActions"),
        ("arn:aws:iam::1:role/r", "fine"),
        ("topic", "fine"),
        (UNKNOWN, "undetermined: alarmActions[0]"),
    ],
)
def test_literals(arn: Any, verdict: str) -> None:
    assert str(judge(RULE, config={"aws:region": "eu-south-2"}, alarmActions=[arn])) == verdict


def test_without_a_region_nothing_is_said() -> None:
    assert str(judge(RULE, alarmActions=["arn:aws:sns:us-east-1:1:t"])) == "fine"
    assert str(judge(RULE)) == "not applicable"


def of(provider: dict[str, Any], type_: str, name: str, inputs: dict[str, Any], **options: Any) -> Resource:
    made = resource(type_, name, inputs, provider=provider, **options)
    told = Provider(f"urn:{provider['region']}", provider["region"], "pulumi:providers:aws", provider)
    return Resource(
        made.urn,
        made.type,
        made.name,
        made.inputs,
        provider=told,
        dependencies=made.dependencies,
        property_dependencies=made.property_dependencies,
    )


@pytest.mark.parametrize(("alarm_in", "verdict"), [(EDGE, "fine"), (HOME, "violated: okActions")])
def test_topics_of_the_stack(alarm_in: dict[str, Any], verdict: str) -> None:
    topic = of(EDGE, "aws:sns/topic:Topic", "topic", {})
    depends = {"okActions": [topic]}
    alarm = of(alarm_in, cloudwatch.METRIC_ALARM[0], "it", {"okActions": [UNKNOWN]}, depends=depends)
    assert str(judge_stack(RULE, alarm, topic)["it"]) == verdict


def test_the_resources_own_region() -> None:
    topic = of(HOME, "aws:sns/topic:Topic", "topic", {"region": "us-east-1"})
    depends = {"okActions": [topic]}
    alarm = of(EDGE, cloudwatch.METRIC_ALARM[0], "it", {"okActions": [UNKNOWN]}, depends=depends)
    assert str(judge_stack(RULE, alarm, topic)["it"]) == "fine"
