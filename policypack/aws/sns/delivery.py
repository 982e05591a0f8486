"""Delivery policies of SNS: how often, and how fast, a message goes to an HTTP endpoint that does not answer.

https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html, read in November 2026.
"""

from __future__ import annotations

from policypack.model.opaque import is_opaque
from policypack.model.values import Plain

LONGEST_DELAY = 3600
MOST_RETRIES = 100
PHASES = ("numNoDelayRetries", "numMinDelayRetries", "numMaxDelayRetries")
BACKOFFS = ("arithmetic", "exponential", "geometric", "linear")


def policy_error(policy: Plain) -> str | None:
    """What SNS objects to in the delivery policy of a subscription, or of a topic."""
    if not isinstance(policy, dict):
        return None
    http = policy.get("http")
    blocks = [policy, http] if isinstance(http, dict) else [policy]
    for block in blocks:
        for name in ("healthyRetryPolicy", "defaultHealthyRetryPolicy"):
            retries = block.get(name)
            wrong = _retry_error(retries) if isinstance(retries, dict) else ""
            if wrong:
                return f'"{name}" {wrong}'
        for name in ("throttlePolicy", "defaultThrottlePolicy"):
            throttle = block.get(name)
            rate = _number(throttle, "maxReceivesPerSecond") if isinstance(throttle, dict) else None
            if rate is not None and rate < 1:
                return f'"{name}" has a "maxReceivesPerSecond" of {rate:g}, which must be at least 1'
    return None


def _retry_error(retries: dict[str, Plain]) -> str:
    low, high, count = (_number(retries, name) for name in ("minDelayTarget", "maxDelayTarget", "numRetries"))
    phases = [_number(retries, name) or 0 for name in PHASES]
    if low is not None and low < 1:
        return f'has a "minDelayTarget" of {low:g}, which must be at least 1'
    if high is not None and high > LONGEST_DELAY:
        return f'has a "maxDelayTarget" of {high:g}, which must be at most {LONGEST_DELAY}'
    if low is not None and high is not None and low > high:
        return f'has a "minDelayTarget" of {low:g}, above its "maxDelayTarget" of {high:g}'
    if count is not None and not 0 <= count <= MOST_RETRIES:
        return f'has "numRetries" of {count:g}, which must be 0 to {MOST_RETRIES}'
    if count is not None and sum(phases) > count:
        return f'has "numRetries" of {count:g}, and {sum(phases):g} retries in its phases'
    backoff = retries.get("backoffFunction")
    if isinstance(backoff, str) and not is_opaque(backoff) and backoff not in BACKOFFS:
        return f'has the "backoffFunction" "{backoff}", which must be one of {", ".join(BACKOFFS)}'
    return ""


def _number(block: dict[str, Plain], name: str) -> float | None:
    value = block.get(name)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
