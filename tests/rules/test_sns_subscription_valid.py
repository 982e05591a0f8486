"""Options of subscriptions, and filter policies on attributes and on the body."""

from __future__ import annotations

import json
from typing import Any

import pytest

from policypack.aws.sns.rules.sns_subscription_valid import RULE
from policypack.testing import UNKNOWN, judge, secret


@pytest.mark.parametrize(
    "protocol", ["sqs", "http", "https", "firehose", "lambda", "email", "email-json", "sms", UNKNOWN]
)
def test_raw_delivery(protocol: Any) -> None:
    found = judge(RULE, protocol=protocol, rawMessageDelivery="true", subscriptionRoleArn="arn:aws:iam::1:role/r")
    fine = "fine" if protocol in ("sqs", "http", "https", "firehose") else "violated: rawMessageDelivery"
    assert str(found) == ("undetermined: protocol" if protocol is UNKNOWN else fine)
    assert str(judge(RULE, protocol="lambda", rawMessageDelivery=False)) == "not applicable"
    assert str(judge(RULE, protocol="lambda", rawMessageDelivery=UNKNOWN)) == "undetermined: rawMessageDelivery"


@pytest.mark.parametrize(
    ("role", "verdict"),
    [(None, "violated: subscriptionRoleArn"), ("arn:aws:iam::1:role/r", "fine"), (UNKNOWN, "fine")],
)
def test_the_role_of_firehose(role: Any, verdict: str) -> None:
    assert str(judge(RULE, protocol="firehose", subscriptionRoleArn=role)) == verdict


@pytest.mark.parametrize(
    ("policy", "attributes", "body"),
    [
        ({"kind": ["a"]}, True, True),
        ({"kind": [{"prefix": "a"}, 1, None, True]}, True, True),
        ({"kind": "a"}, False, False),
        ({"kind": 1}, False, False),
        ({"kind": []}, False, False),
        ({"kind": {"part": ["a"]}}, False, True),
        ({str(index): ["a"] for index in range(5)}, True, True),
        ({str(index): ["a"] for index in range(6)}, False, True),
        ({"$or": [{"a": ["b"]}, {"c": ["d"]}]}, True, True),
        ([], False, False),
    ],
)
def test_filter_policies(policy: Any, attributes: bool, body: bool) -> None:
    def verdict(scope: Any) -> str:
        return str(judge(RULE, protocol="sqs", filterPolicy=json.dumps(policy), filterPolicyScope=scope))

    assert verdict(None) == verdict("MessageAttributes") == ("fine" if attributes else "violated: filterPolicy")
    assert verdict("MessageBody") == ("fine" if body else "violated: filterPolicy")
    either = "fine" if attributes and body else "undetermined: filterPolicyScope"
    assert verdict(UNKNOWN) == (either if attributes or body else "violated: filterPolicy")


def test_what_is_not_said_or_not_known() -> None:
    assert str(judge(RULE, protocol="sqs", filterPolicy="")) == "not applicable"
    assert str(judge(RULE, protocol="sqs", filterPolicy=UNKNOWN)) == "undetermined: filterPolicy"
    assert str(judge(RULE, protocol="sqs", filterPolicy="{")) == "violated: filterPolicy"
    (message,) = judge(RULE, protocol="sqs", filterPolicy=secret('{"patient": "x"}')).messages
    assert "patient" not in message
