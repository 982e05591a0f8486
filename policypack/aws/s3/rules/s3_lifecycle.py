"""s3-lifecycle: S3 buckets must have a lifecycle."""

from policypack.aws import s3
from policypack.aws.s3.fixes import separate
from policypack.check import Fact, Resource, Stack, Verdict, any_fact, any_of, require
from policypack.fix import Blank, Create, Fix, Ref, fix
from policypack.rule import StackContext, StackRule


def check(bucket: Resource, context: StackContext[None]) -> Verdict:
    """A rule of a lifecycle is enabled, by the bucket's own argument or by a configuration linked to it."""
    configurations = s3.linked(context.stack, s3.LIFECYCLE_CONFIGURATION, bucket)
    return require(
        any_of(inline(bucket), configurations.any(has_rule)),
        at="lifecycleRules" if bucket.type in s3.BUCKET else "bucket",
        problem="The bucket has no lifecycle: old versions and uploads that were never finished stay, and cost, for"
        " ever.",
        fix=end_uploads(bucket, context.stack),
    )


def inline(bucket: Resource) -> Fact:
    """A rule of the bucket's own is enabled."""
    return any_fact(enabled.is_true() for enabled in bucket.each("lifecycleRules[].enabled"))


def has_rule(configuration: Resource) -> Fact:
    """One of the rules is enabled."""
    return configuration["rules"].any(lambda rule: rule["status"].equals("Enabled"))


def end_uploads(bucket: Resource, stack: Stack) -> Fix:
    """A configuration that removes the parts of uploads that were never finished: it touches no object."""
    days = {"daysAfterInitiation": Blank("a number of days, such as 7")}
    rules = {"rules": [{"id": bucket.name, "status": "Enabled", "abortIncompleteMultipartUpload": days}]}
    if bucket.type in s3.BUCKET:
        return fix(separate(bucket, s3.LIFECYCLE_CONFIGURATION, rules, stack))
    return fix(Create(s3.LIFECYCLE_CONFIGURATION[0], bucket.name, {"bucket": Ref.to(bucket, "id"), **rules}))


RULE = StackRule(
    id="s3-lifecycle",
    summary="S3 buckets must have a lifecycle",
    rationale="""
        A lifecycle removes or moves what is no longer needed: old versions of objects, parts of uploads that were never
        finished, objects past their time. Without one, all of it stays in the dearest storage class. A versioned bucket
        keeps each version of each object.
    """,
    level="advisory",
    consequence="cost",
    since="0.3.0",
    applies_to=(*s3.BUCKET, *s3.DIRECTORY_BUCKET),
    controls=("S3.10", "S3.13", "S3.25"),
    references=("https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html",),
    check=check,
)
