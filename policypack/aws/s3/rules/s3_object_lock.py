"""s3-object-lock: S3 buckets must have Object Lock."""

from policypack.aws import s3
from policypack.check import Resource, Verdict, any_of, require
from policypack.fix import Set, fix
from policypack.rule import StackContext, StackRule


def check(bucket: Resource, context: StackContext[None]) -> Verdict:
    """Object Lock is enabled, by the bucket's own arguments or by a configuration linked to it."""
    return require(
        any_of(s3.has_object_lock(bucket), s3.linked(context.stack, s3.OBJECT_LOCK, bucket).exists()),
        at="objectLockEnabled",
        problem="The bucket has no Object Lock: whoever may delete versions can delete all of them.",
        fix=fix(Set("objectLockEnabled", True)),
    )


RULE = StackRule(
    id="s3-object-lock",
    summary="S3 buckets must have Object Lock",
    rationale="""
        Object Lock keeps versions of objects from everyone, the owner of the account too, until their time is over: it
        is for archives and backups that must outlast an intruder. Few buckets need it: the rule is off unless a setting
        gives it a level. Pulumi makes a bucket anew where objectLockEnabled changes; a
        BucketObjectLockConfiguration turns it on for a versioned bucket that is there.
    """,
    level="disabled",
    consequence="data loss",
    rated="medium",
    since="0.3.0",
    applies_to=s3.BUCKET,
    controls=("S3.15",),
    references=("https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html",),
    check=check,
)
