"""Redrive policies as text and as objects, in queues and in resources of their own."""

from __future__ import annotations

import json
from typing import Any

import pytest

from policypack.aws import sqs
from policypack.aws.sqs.rules.sqs_redrive_policy_valid import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

ARN = "arn:aws:sqs:us-east-1:123456789012:dead"


@pytest.mark.parametrize(
    ("policy", "verdict"),
    [
        ({"deadLetterTargetArn": ARN, "maxReceiveCount": 1}, "fine"),
        ({"deadLetterTargetArn": ARN, "maxReceiveCount": 1000}, "fine"),
        ({"deadLetterTargetArn": ARN, "maxReceiveCount": 5.0}, "fine"),
        ({"deadLetterTargetArn": ARN, "maxReceiveCount": "5"}, "fine"),
        ({"deadLetterTargetArn": ARN, "maxReceiveCount": 0}, "violated: redrivePolicy"),
        ({"deadLetterTargetArn": ARN, "maxReceiveCount": 1001}, "violated: redrivePolicy"),
        ({"deadLetterTargetArn": ARN, "maxReceiveCount": "many"}, "violated: redrivePolicy"),
        ({"deadLetterTargetArn": ARN, "maxReceiveCount": 1e400}, "violated: redrivePolicy"),
        ({"deadLetterTargetArn": ARN}, "violated: redrivePolicy"),
        ({"maxReceiveCount": 5}, "violated: redrivePolicy"),
        ({"deadLetterTargetArn": "arn:aws-cn:sqs:cn-north-1:1:dead", "maxReceiveCount": 5}, "fine"),
        ({"deadLetterTargetArn": "arn:aws:sns:us-east-1:1:dead", "maxReceiveCount": 5}, "violated: redrivePolicy"),
        ([], "violated: redrivePolicy"),
    ],
)
def test_redrive_policy(policy: Any, verdict: str) -> None:
    assert str(judge(RULE, redrivePolicy=json.dumps(policy))) == verdict
    if policy:
        assert str(judge(RULE, redrivePolicy=policy)) == verdict
    url = "https://sqs.us-east-1.amazonaws.com/123456789012/orders"
    separate = resource(sqs.REDRIVE_POLICY[0], "it", {"queueUrl": url, "redrivePolicy": json.dumps(policy)})
    assert str(judge_stack(RULE, separate)["it"]) == verdict


@pytest.mark.parametrize(
    ("policy", "verdict"),
    [
        ({"redrivePermission": "allowAll"}, "fine"),
        ({"redrivePermission": "denyAll"}, "fine"),
        ({"redrivePermission": "denyAll", "sourceQueueArns": [ARN]}, "violated: redriveAllowPolicy"),
        ({"redrivePermission": "byQueue", "sourceQueueArns": [ARN] * 10}, "fine"),
        ({"redrivePermission": "byQueue", "sourceQueueArns": [ARN] * 11}, "violated: redriveAllowPolicy"),
        ({"redrivePermission": "byQueue"}, "violated: redriveAllowPolicy"),
        ({"redrivePermission": "some"}, "violated: redriveAllowPolicy"),
        ({}, "violated: redriveAllowPolicy"),
    ],
)
def test_redrive_allow_policy(policy: Any, verdict: str) -> None:
    assert str(judge(RULE, redriveAllowPolicy=json.dumps(policy))) == verdict
    inputs = {"queueUrl": "https://example.com/q", "redriveAllowPolicy": json.dumps(policy)}
    separate = resource(sqs.REDRIVE_ALLOW_POLICY[0], "it", inputs)
    assert str(judge_stack(RULE, separate)["it"]) == verdict


def test_what_is_not_said_or_not_known() -> None:
    assert str(judge(RULE)) == "not applicable"
    assert str(judge(RULE, redrivePolicy="")) == "not applicable"
    assert str(judge(RULE, redrivePolicy="{")) == "violated: redrivePolicy"
    assert str(judge(RULE, redrivePolicy=UNKNOWN)) == "undetermined: redrivePolicy"
    partly = {"deadLetterTargetArn": UNKNOWN, "maxReceiveCount": 0}
    assert str(judge(RULE, redrivePolicy=partly)) == "undetermined: redrivePolicy"


def test_a_secret_policy_is_not_told_of() -> None:
    (message,) = judge(RULE, redrivePolicy=secret(json.dumps({"maxReceiveCount": 5}))).messages
    assert "deadLetterTargetArn" not in message.split(" redrive_policy=")[0]
