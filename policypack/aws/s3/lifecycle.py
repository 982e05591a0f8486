"""Lifecycle rules of S3, in the three forms that programs write them in.

The inline rules of Bucket and of BucketV2, and those of BucketLifecycleConfiguration, differ only in names. Figures:
https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html and S3's errors,
November 2026.
"""

from __future__ import annotations

from policypack.model.facts import Fact, any_of, is_not
from policypack.model.resources import Resource
from policypack.model.values import Plain, Value

INFREQUENT_ACCESS = ("STANDARD_IA", "ONEZONE_IA")
DAYS_BEFORE_INFREQUENT_ACCESS = 30
DAYS_BETWEEN = {
    ("STANDARD_IA", "GLACIER"): 30,
    ("STANDARD_IA", "DEEP_ARCHIVE"): 30,
    ("ONEZONE_IA", "GLACIER"): 30,
    ("ONEZONE_IA", "DEEP_ARCHIVE"): 30,
    ("GLACIER", "DEEP_ARCHIVE"): 90,
    ("GLACIER_IR", "DEEP_ARCHIVE"): 90,
}
"""The days that an object must stay in a class before one rule can move it to a colder one; only pairs that S3 has
been observed to reject."""


def rules_of(resource: Resource) -> Value:
    """The list of rules: a bucket's own, or those of a lifecycle configuration."""
    return resource["rules"] if "LifecycleConfiguration" in resource.type else resource["lifecycleRules"]


def expiration(rule: Value) -> Value:
    return _either(rule, "expiration", "expirations")


def noncurrent_expiration(rule: Value) -> Value:
    return _either(rule, "noncurrentVersionExpiration", "noncurrentVersionExpirations")


def abortion(rule: Value) -> Value:
    """The action on incomplete multipart uploads."""
    return _either(rule, "abortIncompleteMultipartUpload", "abortIncompleteMultipartUploadDays")


def actions(rule: Value) -> tuple[Value, ...]:
    """All actions that the rule may have."""
    lists = (rule["transitions"], rule["noncurrentVersionTransitions"])
    return (expiration(rule), noncurrent_expiration(rule), abortion(rule), *lists)


def switched_on(rule: Value) -> dict[str, Plain]:
    """The arguments that enable another rule for all objects, in the form of this one."""
    is_inline = rule.path.startswith("lifecycleRules")
    return {"enabled": True} if is_inline else {"status": "Enabled", "filter": {"prefix": ""}}


def days(action: Value) -> Value:
    """The days of an action on current or on noncurrent versions, as a number."""
    return _either(action, "noncurrentDays", "days").as_number()


def has_tag_filter(rule: Value) -> Fact:
    """The rule filters objects by their tags."""
    return any_of(*(is_not(rule.at(tags).is_empty()) for tags in ("filter.tag", "filter.and.tags", "tags")))


def aborts_uploads(rule: Value) -> Fact:
    """The rule aborts incomplete multipart uploads."""
    inline = rule["abortIncompleteMultipartUploadDays"].as_number().test(lambda number: number > 0)
    return any_of(is_not(rule["abortIncompleteMultipartUpload"].is_empty()), inline)


def removes_delete_markers(rule: Value) -> Fact:
    """The rule removes expired delete markers."""
    return expiration(rule)["expiredObjectDeleteMarker"].is_true()


def is_by_date(action: Value) -> Fact:
    """The action has a date."""
    return is_not(action["date"].is_empty())


def all_differ(*ids: object) -> bool:
    """No two of the IDs, or classes, are the same; absent ones do not count."""
    given = [str(one) for one in ids if one is not None]
    return len(set(given)) == len(given)


def _either(of: Value, one: str, other: str) -> Value:
    return of[other] if of[one].is_absent else of[one]
