"""s3-versioning: S3 buckets must be versioned."""

from policypack.aws import s3
from policypack.aws.s3.fixes import enable_versioning
from policypack.check import Fact, Resource, Verdict, any_of, require
from policypack.fix import fix
from policypack.rule import StackContext, StackRule


def check(bucket: Resource, context: StackContext[None]) -> Verdict:
    """Versioning is enabled, by the bucket's own argument, by a BucketVersioning linked to it, or by Object Lock."""
    versionings = s3.linked(context.stack, s3.BUCKET_VERSIONING, bucket)
    return require(
        any_of(s3.inline_versioning(bucket), versionings.any(is_enabled), s3.has_object_lock(bucket)),
        at="versioning",
        problem="Versioning is not enabled: an object that is overwritten or deleted by mistake is lost.",
        fix=fix(*enable_versioning(bucket, context.stack)),
    )


def is_enabled(versioning: Resource) -> Fact:
    """Suspended versioning keeps the old versions and makes no new ones: it does not count."""
    return versioning.at("versioningConfiguration.status").equals("Enabled")


RULE = StackRule(
    id="s3-versioning",
    summary="S3 buckets must be versioned",
    rationale="""
        Without versioning, a wrong upload or a deleted prefix is final; with it, each object can be restored.
        CodePipeline also requires it on a bucket that is a source. A bucket with Object Lock is always versioned.
    """,
    level="mandatory",
    consequence="data loss",
    since="0.1.0",
    applies_to=s3.BUCKET,
    controls=("S3.14",),
    references=(
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html",
    ),
    check=check,
)
