"""Lifecycle rules of S3, in the three forms that programs write them in.

The inline rules of Bucket and of BucketV2, and those of BucketLifecycleConfiguration, say the same in other words.
Figures: https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html and the
errors that S3 answers with, November 2026.
"""

from __future__ import annotations

from policypack.model.facts import Fact, any_of
from policypack.model.resources import Resource
from policypack.model.values import Value

INFREQUENT_ACCESS = ("STANDARD_IA", "ONEZONE_IA")
DAYS_BEFORE_INFREQUENT_ACCESS = 30
DAYS_BETWEEN = {
    ("STANDARD_IA", "GLACIER"): 30,
    ("STANDARD_IA", "DEEP_ARCHIVE"): 30,
    ("ONEZONE_IA", "GLACIER"): 30,
    ("ONEZONE_IA", "DEEP_ARCHIVE"): 30,
    ("GLACIER", "DEEP_ARCHIVE"): 90,
}
"""How long an object stays in a class before one rule may move it on to a colder one; only pairs that S3 was seen to
refuse."""


def rules_of(resource: Resource) -> Value:
    """The list of rules: a bucket's own, or those of a lifecycle configuration."""
    return resource["rules"] if "LifecycleConfiguration" in resource.type else resource["lifecycleRules"]


def expiration(rule: Value) -> Value:
    return _either(rule, "expiration", "expirations")


def noncurrent_expiration(rule: Value) -> Value:
    return _either(rule, "noncurrentVersionExpiration", "noncurrentVersionExpirations")


def days(action: Value) -> Value:
    """The days of an action on current or on noncurrent versions, as a number."""
    return _either(action, "noncurrentDays", "days").as_number()


def has_tag_filter(rule: Value) -> Fact:
    """The rule picks objects by their tags."""
    both = rule["filter"]["and"]["tags"]
    return any_of(*(is_said(tags) for tags in (rule["filter"]["tag"], both, rule["tags"])))


def aborts_uploads(rule: Value) -> Fact:
    """The rule aborts multipart uploads that nobody completed."""
    inline = rule["abortIncompleteMultipartUploadDays"].as_number().test(lambda number: number > 0)
    return any_of(is_said(rule["abortIncompleteMultipartUpload"]), inline)


def is_said(value: Value) -> Fact:
    """Something other than an empty value stands here; unknown where it is not known, unlike ``is_set``."""
    return value.test(lambda plain: plain not in ("", [], {}))


def _either(of: Value, one: str, other: str) -> Value:
    return of[other] if of[one].is_absent else of[one]
