"""The nouns of SNS: topics, subscriptions, and the grammar of filter policies.

Figures and forms: https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html and
https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html, read in November 2026. Each
``..._error`` returns what SNS objects to in a filter policy, None where it does not object.
"""

from __future__ import annotations

from collections.abc import Callable

from policypack.model.values import Plain

TOPIC = ("aws:sns/topic:Topic",)
SUBSCRIPTION = ("aws:sns/topicSubscription:TopicSubscription",)
LONGEST_NAME = 256
LONGEST_DISPLAY_NAME = 100
MOST_FILTER_KEYS = 5
RAW_DELIVERY = ("sqs", "http", "https", "firehose")
"""The protocols that can deliver a message as it is."""


def policy_form_error(policy: Plain) -> str | None:
    """A filter policy is an object."""
    return None if isinstance(policy, dict) else "it is not a JSON object"


def scalar_error(policy: Plain) -> str | None:
    """Each key has a list of values, or an object."""
    found = _first_key(policy, lambda value: not isinstance(value, list | dict))
    return f"{found} has a value that is not in a list" if found else None


def empty_list_error(policy: Plain) -> str | None:
    """No list of values is empty."""
    found = _first_key(policy, lambda value: value == [])
    return f"{found} has an empty list" if found else None


def key_count_error(policy: Plain) -> str | None:
    """A policy on message attributes has at most five keys."""
    if isinstance(policy, dict) and len(policy) > MOST_FILTER_KEYS:
        return f"it has {len(policy)} keys; SNS allows {MOST_FILTER_KEYS}"
    return None


def nesting_error(policy: Plain) -> str | None:
    """A policy on message attributes nests no objects."""
    found = _first_key(policy, lambda value: isinstance(value, dict))
    return f"{found} has an object, which only the scope MessageBody allows" if found else None


def redrive_error(policy: Plain) -> str | None:
    """A redrive policy is an object, and has nothing but the dead-letter queue: the topic counts its tries itself."""
    if not isinstance(policy, dict):
        return "it is not a JSON object"
    other = next((key for key in policy if key != "deadLetterTargetArn"), None)
    return None if other is None else f'it has "{other}"'


def _first_key(policy: Plain, question: Callable[[Plain], bool]) -> str:
    """The first key whose value the question is true of, quoted. Nested keys are not read."""
    entries = policy.items() if isinstance(policy, dict) else ()
    return next((f'"{key}"' for key, value in entries if key != "$or" and question(value)), "")
