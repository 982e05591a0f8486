"""The nouns of S3: both bucket families, and what each sets inline or by a separate resource.

In pulumi-aws 6, ``Bucket`` is the old form and ``BucketV2`` the current one; in pulumi-aws 7, ``Bucket`` is the current
form and the names that end in ``V2`` are deprecated aliases.
"""

from __future__ import annotations

from policypack.model.alike import Alike
from policypack.model.facts import Fact, any_fact, any_of
from policypack.model.holes import Hole
from policypack.model.links import Linked
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value, text_of

BUCKET = ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2")
BUCKET_VERSIONING = ("aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2")
BUCKET_ENCRYPTION = (
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
)
BUCKET_ACL = ("aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2")
OWNERSHIP_CONTROLS = ("aws:s3/bucketOwnershipControls:BucketOwnershipControls",)
BUCKET_POLICY = ("aws:s3/bucketPolicy:BucketPolicy",)
LIFECYCLE_CONFIGURATION = (
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
)
BUCKET_NOTIFICATION = ("aws:s3/bucketNotification:BucketNotification",)
BUCKET_REPLICATION = ("aws:s3/bucketReplicationConfig:BucketReplicationConfig",)
BUCKET_LOGGING = ("aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketLoggingV2:BucketLoggingV2")
BUCKET_WEBSITE = (
    "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration",
    "aws:s3/bucketWebsiteConfigurationV2:BucketWebsiteConfigurationV2",
)
OBJECT_LOCK = (
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
)
DIRECTORY_BUCKET = ("aws:s3/directoryBucket:DirectoryBucket",)
PUBLIC_ACCESS_BLOCK = ("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",)
ACCOUNT_PUBLIC_ACCESS_BLOCK = ("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",)
PUBLIC_ACCESS_FLAGS = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")

_SETTINGS = (
    "AccelerateConfiguration",
    "Acl",
    "CorsConfiguration",
    "LifecycleConfiguration",
    "Logging",
    "ObjectLockConfiguration",
    "RequestPaymentConfiguration",
    "ServerSideEncryptionConfiguration",
    "Versioning",
    "WebsiteConfiguration",
)
FAMILY = (
    *BUCKET,
    "aws:s3/bucketObject:BucketObject",
    *(f"aws:s3/bucket{setting}V2:Bucket{setting}V2" for setting in _SETTINGS),
)
"""The types that have been out of date in one major of pulumi-aws, or whose arguments have."""

_OUTPUTS = {"arn": "arn:aws:s3:::bucket", "id": "bucket", "bucket": "bucket"}
NAMES = ("bucket",)
"""The argument that names a bucket."""


def buckets_named(stack: Stack, name: Value) -> list[Resource]:
    """The stack's buckets that have this name or may have it."""
    return stack.derived(_by_name).like(name)


def _by_name(stack: Stack) -> Alike[Resource]:
    return Alike((bucket, bucket["bucket"]) for bucket in stack.of_type(BUCKET))


def linked(stack: Stack, types: tuple[str, ...], bucket: Resource) -> Linked:
    """The resources of ``types`` that configure this bucket."""
    return stack.linked(types, to=bucket, by="bucket", names=NAMES)


def written(value: Value) -> str | None:
    """The text, with names and ARNs of buckets to be created in it as such names are; None for what is not known."""
    text = text_of(value)
    if text is None:
        return value.say(lambda plain: plain if isinstance(plain, str) else None, None)
    parts = [
        one if isinstance(one, str) else _OUTPUTS.get(one.output) if is_of_bucket(one) else None for one in text.parts
    ]
    return None if any(one is None for one in parts) else "".join(map(str, parts))


def is_of_bucket(hole: Hole) -> bool:
    """The output is the name or the ARN of a bucket."""
    return hole.output in _OUTPUTS and any(f"{token}::" in hole.urn for token in BUCKET)


def inline_versioning(bucket: Resource) -> Fact:
    """The bucket's own argument enables versioning: ``versioning`` of Bucket, ``versionings`` of BucketV2."""
    return any_of(
        bucket.at("versioning.enabled").is_true(),
        any_fact(enabled.is_true() for enabled in bucket.each("versionings[].enabled")),
    )


def has_object_lock(bucket: Resource) -> Fact:
    """Object Lock is enabled, so the bucket is versioned and stays versioned."""
    return any_of(
        bucket["objectLockEnabled"].is_true(),
        bucket.at("objectLockConfiguration.objectLockEnabled").equals("Enabled"),
    )


def inline_encryption(bucket: Resource) -> Fact:
    """The bucket's own argument sets its default encryption, in the form of either family."""
    current = bucket.at("serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault")
    other = bucket.each("serverSideEncryptionConfigurations[].rules[].applyServerSideEncryptionByDefaults[]")
    return any_of(has_algorithm(current), *map(has_algorithm, other))


def has_algorithm(default: Value) -> Fact:
    """The default encryption names its algorithm."""
    return any_of(default["sseAlgorithm"].starts_with("aws:", "AES"))
