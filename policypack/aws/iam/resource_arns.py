"""The form of the ARNs in the Resource of an identity's policy."""

from __future__ import annotations

import re

from policypack.aws.iam import rejections
from policypack.fix import Blank
from policypack.model.opaque import is_opaque
from policypack.model.rejections import Rejection
from policypack.model.values import Plain

_PARTITION = re.compile(r"aws(-[a-z]+)*")
_PARTS = 6
"""arn, partition, service, region, account, resource."""


def error_of(arn: str) -> tuple[str, Rejection, Plain] | None:
    """What is wrong with the ARN, what IAM rejects by it, and what it should be; None for one that may be right.

    A wildcard may be any part but the service, and several. What is made of the output of a resource is right.
    """
    if is_opaque(arn):
        return None
    parts = arn.split(":", _PARTS - 1)
    if parts[0].lower() != "arn":
        return None
    partition = parts[1] if len(parts) > 1 else ""
    if not _is_open(partition) and not _PARTITION.fullmatch(partition):
        right = Blank("the ARN with its partition, such as aws")
        return f"whose partition is {partition!r}", rejections.PARTITION, right
    if len(parts) < _PARTS:
        if _is_open(arn):
            return None
        example = Blank("an ARN of six parts, such as arn:aws:s3:::orders/*")
        return f"which has {len(parts)} of the six parts of an ARN", rejections.SHORT_ARN, example
    service, region, account, resource = parts[2:]
    if not service.startswith("${") and ("*" in service or "?" in service):
        right = Blank("the ARN with its service, or an asterisk alone")
        return "whose service has a wildcard", rejections.OPEN_SERVICE, right
    if service == "iam" and region and not _is_open(region):
        whole = f"arn:{partition}:iam::{account}:{resource}"
        return "which has a region, and IAM has none", rejections.IAM_REGION, whole
    if account.isdigit() and len(account) != 12:
        right = Blank("the ARN with an account of 12 digits")
        return f"whose account has {len(account)} digits, not 12", rejections.SHORT_ARN, right
    return None


def _is_open(part: str) -> bool:
    return any(one in part for one in ("*", "?", "${"))
