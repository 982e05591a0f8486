"""Redrive policies of SQS: where a queue's messages go, and whose messages a queue takes.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html, read in November
2026.
"""

from __future__ import annotations

import re

from policypack.model.values import Plain

MOST_RECEIVES = 1000
MOST_SOURCES = 10
PERMISSIONS = ("allowAll", "denyAll", "byQueue")


def redrive_fault(policy: Plain) -> str | None:
    """What SQS has against a redrive policy; None where it has nothing."""
    if not isinstance(policy, dict):
        return "is not a JSON object"
    for key in ("deadLetterTargetArn", "maxReceiveCount"):
        if policy.get(key) in (None, ""):
            return f"does not contain mandatory attribute: {key}"
    receives = _whole(policy["maxReceiveCount"])
    if receives is None or not 1 <= receives <= MOST_RECEIVES:
        return f"has a maxReceiveCount that is no whole number from 1 to {MOST_RECEIVES}"
    if not re.match(r"arn:[^:]+:sqs:", str(policy["deadLetterTargetArn"])):
        return "has a deadLetterTargetArn that is no ARN of a queue"
    return None


def redrive_allow_fault(policy: Plain) -> str | None:
    """What SQS has against a redrive allow policy; None where it has nothing."""
    if not isinstance(policy, dict) or policy.get("redrivePermission") not in PERMISSIONS:
        return "has no redrivePermission of allowAll, denyAll or byQueue"
    sources = policy.get("sourceQueueArns") or []
    by_queue = policy["redrivePermission"] == "byQueue"
    if by_queue and not sources:
        return "has the redrivePermission byQueue and no sourceQueueArns"
    if not by_queue and sources:
        return "has sourceQueueArns, which are only for the redrivePermission byQueue"
    if isinstance(sources, list) and len(sources) > MOST_SOURCES:
        return f"has {len(sources)} sourceQueueArns, and SQS takes {MOST_SOURCES}"
    return None


def _whole(number: Plain) -> int | None:
    """Programs write the count as a number or as text."""
    found = re.fullmatch(r"(\d{1,9})(\.0+)?", str(number), re.ASCII)
    return int(found.group(1)) if found else None
