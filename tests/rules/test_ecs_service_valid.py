"""ecs-service-valid: what its examples do not show."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from policypack.aws.ecs import SERVICE, TASK_DEFINITION
from policypack.aws.ecs.rules.ecs_service_valid import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

WEB = json.dumps([{"name": "web", "image": "nginx", "portMappings": [{"containerPort": 8080}]}])
TASK = {"networkMode": "awsvpc", "containerDefinitions": WEB, "family": "web"}
BALANCED = {"containerName": "web", "containerPort": 8080, "targetGroupArn": UNKNOWN}


def verdict(task: Mapping[str, Any], task_depends: Mapping[str, Any] | None = None, **service: Any) -> str:
    definition = resource(TASK_DEFINITION[0], "task", {**TASK, **task}, depends=task_depends)
    inputs = {"taskDefinition": UNKNOWN, "networkConfiguration": {"subnets": [UNKNOWN]}, **service}
    subject = resource(SERVICE[0], "service", inputs, depends={"taskDefinition": [definition]})
    return str(judge_stack(RULE, definition, subject)["service"])


@pytest.mark.parametrize(
    ("task", "service", "expected"),
    [
        ({}, {}, "fine"),
        ({}, {"networkConfiguration": None}, "violated: networkConfiguration"),
        ({"networkMode": UNKNOWN}, {"networkConfiguration": None}, "undetermined: networkMode"),
        ({"networkMode": "host"}, {}, "violated: networkConfiguration"),
        ({"networkMode": "host"}, {"networkConfiguration": None}, "not applicable"),
        ({}, {"loadBalancers": [BALANCED]}, "fine"),
        ({}, {"loadBalancers": [{**BALANCED, "containerPort": "8080"}]}, "fine"),
        ({}, {"loadBalancers": [{**BALANCED, "containerPort": 8081.0}]}, "violated: loadBalancers"),
        ({}, {"loadBalancers": [BALANCED, {**BALANCED, "containerName": "app"}]}, "violated: loadBalancers"),
        ({}, {"loadBalancers": [{**BALANCED, "containerName": secret("app")}]}, "violated: loadBalancers"),
        ({}, {"loadBalancers": UNKNOWN}, "undetermined: loadBalancers"),
        ({"containerDefinitions": UNKNOWN}, {"loadBalancers": [BALANCED]}, "undetermined: containerDefinitions"),
        ({"requiresCompatibilities": ["EC2"]}, {"launchType": "FARGATE"}, "violated: launchType"),
        ({"requiresCompatibilities": None}, {"launchType": "FARGATE"}, "fine"),
        ({"requiresCompatibilities": UNKNOWN}, {"launchType": "FARGATE"}, "undetermined: requiresCompatibilities"),
    ],
)
def test_a_service_and_its_task_definition(task: dict[str, Any], service: dict[str, Any], expected: str) -> None:
    assert verdict(task, **service) == expected


def test_containers_made_of_another_resource_are_undetermined() -> None:
    logs = resource("aws:cloudwatch/logGroup:LogGroup", "logs")
    told = verdict({"containerDefinitions": UNKNOWN}, {"containerDefinitions": [logs]}, loadBalancers=[BALANCED])
    assert told == "undetermined: containerDefinitions"


@pytest.mark.parametrize(
    ("strategies", "expected"),
    [
        ([], "fine"),
        (None, "fine"),
        (UNKNOWN, "undetermined: capacityProviderStrategies"),
        ([{}], "violated: launchType"),
    ],
)
def test_one_way_to_get_capacity(strategies: object, expected: str) -> None:
    assert str(judge(RULE, launchType="EC2", capacityProviderStrategies=strategies)) == expected


def test_a_literal_family_is_a_link() -> None:
    definition = resource(TASK_DEFINITION[0], "task", TASK)
    subject = resource(SERVICE[0], "service", {"taskDefinition": "web"})
    assert str(judge_stack(RULE, definition, subject)["service"]) == "violated: networkConfiguration"


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"schedulingStrategy": "DAEMON", "deploymentMaximumPercent": 200, "desiredCount": 2}, "fine"),
        ({"schedulingStrategy": "DAEMON", "launchType": "FARGATE"}, "violated: launchType, networkConfiguration"),
        ({"launchType": "FARGATE"}, "violated: networkConfiguration"),
        ({"launchType": "FARGATE", "deploymentController": {"type": "EXTERNAL"}}, "fine"),
        ({"launchType": UNKNOWN}, "undetermined: launchType"),
        ({"capacityProviderStrategies": [{"capacityProvider": "FARGATE"}]}, "violated: networkConfiguration"),
        ({"healthCheckGracePeriodSeconds": 60}, "violated: healthCheckGracePeriodSeconds"),
        ({"healthCheckGracePeriodSeconds": 60, "deploymentController": {"type": "EXTERNAL"}}, "fine"),
        ({"healthCheckGracePeriodSeconds": 60, "loadBalancers": UNKNOWN}, "fine"),
        ({"healthCheckGracePeriodSeconds": 0}, "not applicable"),
    ],
)
def test_what_the_provider_sends(inputs: dict[str, Any], expected: str) -> None:
    """Of a daemon it sends neither the count nor the highest percentage."""
    assert str(judge(RULE, **inputs)) == expected
