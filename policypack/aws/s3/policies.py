"""What S3 demands of the policy of a bucket: resources of that bucket, and actions that apply to them."""

from __future__ import annotations

import re
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cache

from policypack.aws.common.tables import table

_ARN = re.compile(r"arn:[\w*?-]*:s3:::(?P<bucket>[^/]*)(?P<key>/.*)?")


def resource_error(resource: str, bucket: str | None) -> str | None:
    """What is wrong with a resource in the policy of the bucket, whose name may be unknown."""
    if "${" in resource.partition("/")[0]:
        return None
    found = _ARN.fullmatch(resource)
    if found is None:
        return "is not the ARN of a bucket or of objects" if _is_certain(resource) else None
    if bucket is None or _matches(found["bucket"], bucket):
        return None
    return f"is not in the bucket {bucket}"


def action_error(action: str) -> str | None:
    """What is wrong with an action, whatever the resource is."""
    if action == "*":
        return None
    service, colon, name = action.partition(":")
    if not colon or service.lower() not in ("s3", "s3express", "s3-object-lambda", "s3tables", "s3-outposts"):
        return "is not an action of S3"
    near = _near_miss(name.lower()) if service.lower() == "s3" else ""
    if near:
        return f"is no action of S3 ({near}?)"
    if name.lower() in _names("operations"):
        return "is an operation of S3's API, and no action has its name"
    return None


def _near_miss(name: str) -> str:
    """The action that differs from the name by a letter or two; none for an action of the table, or a newer one."""
    actions = _names("object") | _names("bucket") | _names("other")
    if "*" in name or "?" in name or name in actions or name in _names("operations"):
        return ""
    return next(iter(get_close_matches(name, actions, 1, 0.93)), "")


def applies(action: str, resources: tuple[str, ...]) -> bool:
    """The action may apply to one of the resources: an action on objects needs a key, one on buckets a bucket.

    True of an action that the table does not have, and of a wildcard.
    """
    name = action.partition(":")[2].lower()
    if "*" in name or "?" in name:
        return True
    if name in _names("object"):
        return any("/" in one or "*" in one or "?" in one for one in resources)
    if name in _names("bucket"):
        return any("/" not in one for one in resources)
    return True


def _is_certain(resource: str) -> bool:
    """The text is no ARN of a bucket whatever its wildcards are; "*" alone is none either."""
    return resource == "*" or not resource.startswith("arn:") or "*" not in resource


def _matches(pattern: str, bucket: str) -> bool:
    return fnmatchcase(bucket, pattern.replace("[", "[[]"))


@cache
def _names(kind: str) -> frozenset[str]:
    return frozenset(table("s3/policy_actions").texts(kind))
