"""Whom a key's policy lets in, by region, and keys that exist."""

from __future__ import annotations

import json
from typing import Any

import pytest

from policypack.aws.cloudwatch.rules.log_group_key_valid import RULE
from policypack.model.resources import Resource
from policypack.testing import UNKNOWN, judge_stack, resource


def policy(principal: Any, action: Any = "kms:*") -> str:
    statement = {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def group(key: Resource) -> Resource:
    return resource("aws:cloudwatch/logGroup:LogGroup", "it", {"kmsKeyId": UNKNOWN}, depends={"kmsKeyId": [key]})


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"policy": policy({"Service": "logs.eu-west-1.amazonaws.com"})}, "fine"),
        ({"policy": policy({"Service": ["sns.amazonaws.com", "logs.amazonaws.com"]})}, "fine"),
        ({"policy": policy({"Service": "logs.eu-west-1.amazonaws.com"}, ["kms:Encrypt*", "kms:Decrypt*"])}, "fine"),
        ({"policy": policy("*")}, "fine"),
        ({"policy": policy({"Service": "logs.eu-west-1.amazonaws.com"}, "kms:Decrypt")}, "violated: kmsKeyId"),
        ({"policy": policy({"AWS": "arn:aws:iam::123456789012:root"})}, "violated: kmsKeyId"),
        ({"policy": policy({"Service": "events.amazonaws.com"})}, "violated: kmsKeyId"),
        ({}, "violated: kmsKeyId"),
        ({"policy": UNKNOWN}, "undetermined: policy"),
    ],
)
def test_whom_a_keys_policy_lets_in(inputs: dict[str, Any], verdict: str) -> None:
    key = resource("aws:kms/key:Key", "key", inputs)
    assert str(judge_stack(RULE, key, group(key))["it"]) == verdict


def test_a_key_that_exists_may_have_got_a_policy() -> None:
    key = resource("aws:kms/key:Key", "key", {}, outputs={"arn": "arn:aws:kms:eu-west-1:123456789012:key/1"})
    assert str(judge_stack(RULE, key, group(key))["it"]) == "not applicable"
