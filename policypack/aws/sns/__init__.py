"""The nouns of SNS.

Figures and forms: https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html and
https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html, read in November 2026.
"""

from __future__ import annotations

import re

from policypack.model.facts import Fact
from policypack.model.resources import Resource
from policypack.model.values import Plain

TOPIC = ("aws:sns/topic:Topic",)
SUBSCRIPTION = ("aws:sns/topicSubscription:TopicSubscription",)
LONGEST_NAME = 256
LONGEST_DISPLAY_NAME = 100
MOST_FILTER_KEYS = 5
ATTRIBUTES, BODY = "MessageAttributes", "MessageBody"
"""The scopes of a filter policy; attributes are the default."""
RAW_DELIVERY = ("sqs", "http", "https", "firehose")
"""The protocols that can deliver a message as it is."""

ENDPOINT_TYPES = {
    "sqs": ("aws:sqs/queue:Queue",),
    "lambda": ("aws:lambda/function:Function", "aws:lambda/alias:Alias"),
    "firehose": ("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",),
}
"""The resources whose ARN is an endpoint of the protocol."""
_ENDPOINTS = {
    "sqs": (r"arn:[^:]+:sqs:", "the ARN of a queue", "SQS endpoint ARN"),
    "lambda": (r"arn:[^:]+:lambda:", "the ARN of a function", "Lambda endpoint ARN"),
    "firehose": (r"arn:[^:]+:firehose:", "the ARN of a delivery stream", "Firehose endpoint ARN"),
    "email": (r"[^@]+@[^@]+$", "an email address", "Email address"),
    "email-json": (r"[^@]+@[^@]+$", "an email address", "Email address"),
    "http": (r"(?i:http)://", "an http:// URL", "Endpoint must match the specified protocol"),
    "https": (r"(?i:https)://", "an https:// URL", "Endpoint must match the specified protocol"),
}


def is_fifo(topic: Resource) -> Fact:
    """The topic is made as a FIFO topic."""
    return topic["fifoTopic"].is_true()


def endpoint_fault(protocol: Plain, endpoint: Plain) -> str | None:
    """What SNS has against an endpoint of the protocol; None where it has nothing, or where either is not said."""
    form = _ENDPOINTS.get(str(protocol))
    if form is None or not isinstance(endpoint, str):
        return None
    pattern, expected, error = form
    return None if re.match(pattern, endpoint) else f"is not {expected} (Invalid parameter: {error})"


def attribute_fault(policy: Plain) -> str | None:
    """What SNS has against a filter policy on message attributes; None where it has nothing."""
    if isinstance(policy, dict) and len(policy) > MOST_FILTER_KEYS:
        return f"has {len(policy)} keys (Filter policy can not have more than {MOST_FILTER_KEYS} keys)"
    nested = [key for key, condition in _keys(policy) if isinstance(condition, dict)]
    if nested:
        return f"has an object under {nested[0]!r} (MessageAttributes does not support nested filter policy)"
    return body_fault(policy)


def body_fault(policy: Plain) -> str | None:
    """What SNS has against a filter policy on the message body; None where it has nothing. Nested keys are not read."""
    if not isinstance(policy, dict):
        return "is not a JSON object"
    for key, condition in _keys(policy):
        if condition == []:
            return f"has an empty list under {key!r} (Empty arrays are not allowed)"
        if not isinstance(condition, list | dict):
            return f"has a value under {key!r} that stands in no list (it must be an object or an array)"
    return None


def _keys(policy: Plain) -> list[tuple[str, Plain]]:
    return [(key, policy[key]) for key in policy if key != "$or"] if isinstance(policy, dict) else []
