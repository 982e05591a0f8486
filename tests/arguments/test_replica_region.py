"""Replicas beside what they replicate, where the region is told and where it is not."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.arguments.rules.replica_region_valid import RULE
from policypack.testing import UNKNOWN, judge_stack, resource

HERE, THERE = {"region": "us-east-1"}, {"region": "eu-west-1"}
SECRET, KEY, REPLICA = "aws:secretsmanager/secret:Secret", "aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"


@pytest.mark.parametrize(
    ("inputs", "provider", "verdict"),
    [
        ({"replicas": [{"region": "us-east-1"}]}, HERE, "violated: replicas[0].region"),
        ({"replicas": [{"region": "us-east-1"}]}, THERE, "fine"),
        ({"replicas": [{"region": "us-east-1"}], "region": "eu-west-1"}, HERE, "fine"),
        ({"replicas": [{"region": "us-east-1"}]}, {}, "fine"),
        ({"replicas": [{"region": UNKNOWN}]}, HERE, "undetermined: replicas[0].region"),
        ({"replicas": [{"region": "us-east-1"}]}, {"region": UNKNOWN}, "undetermined: region"),
        ({"replicas": []}, HERE, "not applicable"),
    ],
)
def test_a_list_of_replicas(inputs: dict[str, Any], provider: dict[str, Any], verdict: str) -> None:
    assert str(judge_stack(RULE, resource(SECRET, "it", inputs, provider=provider))["it"]) == verdict


@pytest.mark.parametrize(("provider", "verdict"), [(HERE, "violated: primaryKeyArn"), (THERE, "fine")])
def test_a_key_that_the_stack_makes(provider: dict[str, Any], verdict: str) -> None:
    key = resource(KEY, "key", provider=HERE)
    replica = resource(REPLICA, "it", {"primaryKeyArn": UNKNOWN}, depends={"primaryKeyArn": [key]}, provider=provider)
    assert str(judge_stack(RULE, key, replica)["it"]) == verdict


def test_a_key_that_is_not_told() -> None:
    subject = resource(REPLICA, "it", {"primaryKeyArn": UNKNOWN}, provider=HERE)
    assert str(judge_stack(RULE, subject)["it"]) == "undetermined: primaryKeyArn"
