"""Which conditions and denials confine a statement for everyone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from policypack.aws.iam.rules.resource_policy_public import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

ANYBODY = {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "*"}
EXCEPT_OWN = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "sqs:*",
    "Resource": "*",
    "Condition": {"StringNotEquals": {"aws:PrincipalAccount": "123456789012"}},
}
NO_HTTP = {**EXCEPT_OWN, "Condition": {"Bool": {"aws:SecureTransport": "false"}}}


def document(*statements: Any) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def when(operator: str, key: str, value: Any) -> str:
    return document({**ANYBODY, "Condition": {operator: {key: value}}})


@pytest.mark.parametrize(
    ("policy", "verdict"),
    [
        (document(ANYBODY), "violated: policy"),
        (secret(document(ANYBODY)), "violated: policy"),
        ({"Statement": ANYBODY}, "violated: policy"),
        (document({**ANYBODY, "Principal": {"AWS": ["arn:aws:iam::123456789012:root", "*"]}}), "violated: policy"),
        (document({**ANYBODY, "Principal": {"AWS": "123456789012"}}), "fine"),
        (document({**ANYBODY, "Principal": {"Service": "s3.amazonaws.com"}}), "fine"),
        (document(ANYBODY, EXCEPT_OWN), "fine"),
        (document(ANYBODY, NO_HTTP), "violated: policy"),
        (when("ArnLike", "aws:SourceArn", "arn:aws:s3:::acme-uploads"), "fine"),
        (when("ArnLike", "aws:SourceArn", "*"), "violated: policy"),
        (when("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5"), "fine"),
        (when("StringEquals", "AWS:SourceAccount", "123456789012"), "fine"),
        (when("Bool", "aws:SecureTransport", "true"), "violated: policy"),
        (when("StringLike", "aws:UserAgent", "orders"), "violated: policy"),
        (when("IpAddress", "aws:SourceIp", "192.0.2.0/24"), "fine"),
        (when("IpAddress", "aws:SourceIp", ["192.0.2.0/24", "0.0.0.0/0"]), "violated: policy"),
        (UNKNOWN, "undetermined: policy"),
        ("no JSON", "undetermined: policy"),
    ],
)
def test_verdict(policy: Any, verdict: str) -> None:
    subject = resource("aws:sqs/queue:Queue", "it", {"policy": policy})
    assert str(judge_stack(RULE, subject)["it"]) == verdict


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"principal": "*"}, "violated: principal"),
        ({"principal": "*", "principalOrgId": "o-a1b2c3d4e5"}, "fine"),
        ({"principal": "s3.amazonaws.com"}, "violated: principal"),
        ({"principal": "s3.amazonaws.com", "sourceArn": UNKNOWN}, "fine"),
        ({"principal": "events.amazonaws.com"}, "fine"),
        ({"principal": UNKNOWN}, "undetermined: principal"),
    ],
)
def test_permission(inputs: dict[str, Any], verdict: str) -> None:
    subject = resource("aws:lambda/permission:Permission", "it", inputs)
    assert str(judge_stack(RULE, subject)["it"]) == verdict
