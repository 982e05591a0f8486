"""Kinds of queues: by dependency in a preview, by ARN in an update, by URL."""

from __future__ import annotations

import json
from typing import Any

import pytest

from policypack.aws import sqs
from policypack.aws.sqs.rules.sqs_dead_letter_queue_valid import RULE
from policypack.model.resources import Resource
from policypack.testing import UNKNOWN, judge_stack, resource

ARN = "arn:aws:sqs:us-east-1:123456789012:"


def queue(name: str, fifo: Any = None) -> Resource:
    return resource(sqs.QUEUE[0], name, {"fifoQueue": fifo})


def source(fifo: Any, policy: Any, *dead: Resource) -> Resource:
    return resource(sqs.QUEUE[0], "it", {"fifoQueue": fifo, "redrivePolicy": policy}, depends={"redrivePolicy": dead})


@pytest.mark.parametrize(
    ("fifo", "dead", "verdict"),
    [
        (True, True, "fine"),
        (None, False, "fine"),
        ("true", True, "fine"),
        (True, None, "violated: redrivePolicy"),
        (None, True, "violated: redrivePolicy"),
        (UNKNOWN, True, "undetermined: fifoQueue"),
        (True, UNKNOWN, "undetermined: fifoQueue"),
    ],
)
def test_by_dependency_and_by_arn(fifo: Any, dead: Any, verdict: str) -> None:
    dead_queue = queue("dead", dead)
    assert str(judge_stack(RULE, source(fifo, UNKNOWN, dead_queue), dead_queue)["it"]) == verdict
    if dead is not UNKNOWN:
        policy = json.dumps({"deadLetterTargetArn": f"{ARN}dead{'.fifo' if dead else ''}", "maxReceiveCount": 5})
        assert str(judge_stack(RULE, source(fifo, policy))["it"]) == verdict


def test_no_policy_and_one_from_nowhere() -> None:
    assert str(judge_stack(RULE, source(True, None))["it"]) == "not applicable"
    assert str(judge_stack(RULE, source(True, ""))["it"]) == "not applicable"
    assert str(judge_stack(RULE, source(True, UNKNOWN))["it"]) == "undetermined: redrivePolicy"
    both = queue("a", True), queue("b")
    assert str(judge_stack(RULE, source(True, UNKNOWN, *both), *both)["it"]) == "undetermined: redrivePolicy"


@pytest.mark.parametrize(
    ("url", "verdict"), [("https://sqs/1/a.fifo", "violated: redrivePolicy"), ("https://sqs/1/a", "fine")]
)
def test_a_policy_of_its_own_on_a_queue_elsewhere(url: str, verdict: str) -> None:
    policy = json.dumps({"deadLetterTargetArn": f"{ARN}dead", "maxReceiveCount": 5})
    separate = resource(sqs.REDRIVE_POLICY[0], "it", {"queueUrl": url, "redrivePolicy": policy})
    assert str(judge_stack(RULE, separate)["it"]) == verdict
