"""ecs-task-definition-valid: what its examples do not show."""

from __future__ import annotations

import json
from typing import Any

import pytest

from policypack.aws.ecs.fargate import cpu_units, memory_mib, size_error
from policypack.aws.ecs.rules.ecs_task_definition_valid import RULE
from policypack.testing import UNKNOWN, judge, secret

WEB = {"name": "web", "image": "nginx"}
FARGATE = {"requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512"}
OPTIONS = {"awslogs-group": "web", "awslogs-region": "eu-south-2", "awslogs-stream-prefix": "web"}
LOGS = {"logDriver": "awslogs", "options": OPTIONS}


def verdict(*containers: Any, **inputs: Any) -> str:
    return str(judge(RULE, containerDefinitions=json.dumps(containers or [WEB]), **inputs))


@pytest.mark.parametrize(
    ("cpu", "memory", "accepted"),
    [
        ("256", "2048", True),
        ("256", "3072", False),
        ("1 vCPU", "2GB", True),
        ("1024", "1024", False),
        ("4096", "30720", True),
        ("4096", "31744", False),
        ("8192", "17408", False),
        ("16384", "122880", True),
        ("32768", "249856", True),
        ("32768", "65536", False),
        ("65536", "1", True),
        ("300", "512", False),
        ("one", "512", True),
        ("256", None, True),
    ],
)
def test_sizes_of_fargate(cpu: str, memory: str | None, accepted: bool) -> None:
    assert (size_error(cpu, memory) is None) is accepted


def test_cpu_and_memory_are_read_as_aws_reads_them() -> None:
    assert [cpu_units(text) for text in ("256", ".25 vCPU", "2vcpu", "2 GB", None)] == [256, 256, 2048, None, None]
    assert [memory_mib(text) for text in ("512", "0.5 GB", "3gb", "3 vCPU")] == [512, 512, 3072, None]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "fine"),
        ({"cpu": 256.0, "memory": 512}, "fine"),
        ({"cpu": UNKNOWN}, "undetermined: cpu"),
        ({"cpu": None}, "violated: cpu"),
        ({"memory": UNKNOWN}, "undetermined: memory"),
        ({"networkMode": UNKNOWN}, "undetermined: networkMode"),
        ({"networkMode": "host"}, "violated: networkMode"),
        ({"requiresCompatibilities": ["EC2", "FARGATE"], "memory": "600"}, "violated: cpu"),
        ({"requiresCompatibilities": ["EC2"], "memory": "600", "networkMode": None}, "fine"),
        ({"memory": secret("600")}, "violated: cpu"),
    ],
)
def test_the_task(changes: dict[str, Any], expected: str) -> None:
    assert verdict(**{**FARGATE, **changes}) == expected


@pytest.mark.parametrize(
    ("container", "expected"),
    [
        ({"logConfiguration": LOGS}, "violated: executionRoleArn"),
        ({"logConfiguration": {"logDriver": "splunk"}}, "fine"),
        ({"portMappings": [{"containerPort": 80, "hostPort": 0}]}, "fine"),
        ({"portMappings": [{"containerPort": 80, "hostPort": 81}]}, "violated: containerDefinitions"),
        ({"portMappings": "none"}, "fine"),
        ({"memory": 512, "cpu": 256}, "fine"),
        ({"memory": 513}, "violated: containerDefinitions"),
        ({"cpu": 257}, "violated: containerDefinitions"),
        ({"cpu": "257"}, "fine"),
        ({"essential": False}, "violated: containerDefinitions"),
        ({"Essential": False}, "violated: containerDefinitions"),
    ],
)
def test_containers_on_fargate(container: dict[str, Any], expected: str) -> None:
    assert verdict({**WEB, **container}, **FARGATE) == expected


def test_a_role_that_is_still_to_be_made_is_a_role() -> None:
    assert verdict({**WEB, "logConfiguration": LOGS}, **FARGATE, executionRoleArn=UNKNOWN) == "fine"


@pytest.mark.parametrize("definitions", [UNKNOWN, "null"])
def test_containers_that_cannot_be_read_are_no_violation(definitions: object) -> None:
    assert not str(judge(RULE, containerDefinitions=definitions, **FARGATE)).startswith("violated")


def test_a_secret_definition_is_judged_and_not_shown() -> None:
    judged = judge(RULE, containerDefinitions=secret(json.dumps([{**WEB, "name": "hidden", "memory": 513}])), **FARGATE)
    assert str(judged) == "violated: containerDefinitions"
    assert all("hidden" not in message for message in judged.messages)


@pytest.mark.parametrize("cpu", ["9" * 5000, "9" * 5000 + " vCPU", "1.5.5 vCPU"])
def test_no_text_is_too_long_to_be_read(cpu: str) -> None:
    assert verdict(**{**FARGATE, "cpu": cpu}) == "fine"
