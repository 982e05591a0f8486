"""Redrive policies of SQS: where a queue's messages go, and whose messages a queue accepts.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html, read in November
2026. Each function returns what SQS objects to, None where it does not.
"""

from __future__ import annotations

import re

from policypack.model.conditions import listed
from policypack.model.values import Plain

MOST_RECEIVES = 1000
MOST_SOURCES = 10
_ARN_STARTS = ("arn:aws:sqs:", "arn:aws-cn:sqs:", "arn:aws-us-gov:sqs:")
"""Of the common partitions; as a prefix it can be asked of an ARN that is not all known."""
PERMISSIONS = ("allowAll", "denyAll", "byQueue")


def missing_attribute(policy: Plain) -> str | None:
    """A redrive policy names its dead-letter queue and the number of receives."""
    if not isinstance(policy, dict):
        return None if policy is None else "it is not a JSON object"
    missing = [key for key in ("deadLetterTargetArn", "maxReceiveCount") if policy.get(key) in (None, "")]
    return f'it has no "{missing[0]}"' if missing else None


def receive_count_error(policy: Plain) -> str | None:
    """The number of receives is 1 to 1,000."""
    count = policy.get("maxReceiveCount") if isinstance(policy, dict) else None
    if count in (None, ""):
        return None
    receives = _whole(count)
    if receives is None or not 1 <= receives <= MOST_RECEIVES:
        return f'its "maxReceiveCount" must be a whole number from 1 to {MOST_RECEIVES:,}'
    return None


def target_error(policy: Plain) -> str | None:
    """The dead-letter target is an SQS queue."""
    target = policy.get("deadLetterTargetArn") if isinstance(policy, dict) else None
    if target in (None, ""):
        return None
    if isinstance(target, str) and (target.startswith(_ARN_STARTS) or re.match(r"arn:[^:]+:sqs:", target)):
        return None
    return 'its "deadLetterTargetArn" must be the ARN of an SQS queue'


def redrive_allow_error(policy: Plain) -> str | None:
    """A redrive allow policy lists its sources for the permission byQueue, and only then."""
    if policy is None:
        return None
    if not isinstance(policy, dict) or policy.get("redrivePermission") not in PERMISSIONS:
        return f'its "redrivePermission" must be {listed(PERMISSIONS)}'
    sources = policy.get("sourceQueueArns") or []
    by_queue = policy["redrivePermission"] == "byQueue"
    if by_queue and not sources:
        return 'its "redrivePermission" is "byQueue", so it must have "sourceQueueArns"'
    if not by_queue and sources:
        return 'it has "sourceQueueArns", which only the "redrivePermission" "byQueue" allows'
    if isinstance(sources, list) and len(sources) > MOST_SOURCES:
        return f'it has {len(sources)} "sourceQueueArns"; SQS allows {MOST_SOURCES}'
    return None


def _whole(number: Plain) -> int | None:
    """Programs write the count as a number or as text."""
    found = re.fullmatch(r"(\d{1,9})(\.0+)?", str(number), re.ASCII)
    return int(found.group(1)) if found else None
