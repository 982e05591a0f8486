"""s3-replication: S3 buckets must be replicated to another region."""

from policypack.aws import s3
from policypack.check import Fact, Resource, Value, Verdict, all_of, any_fact, any_of, is_not, require, together
from policypack.fix import note
from policypack.rule import StackContext, StackRule

INLINE = ("replicationConfiguration.rules[].status", "replicationConfigurations[].rules[].status")


def check(bucket: Resource, context: StackContext[None]) -> Verdict:
    """An enabled rule replicates the objects, by the bucket's own argument or a configuration linked to it, to a bucket
    that is not known to be in the same region; a bucket that is replicated to is not asked."""
    configurations = s3.linked(context.stack, s3.BUCKET_REPLICATION, bucket)
    inline = any_fact(one.equals("Enabled") for path in INLINE for one in bucket.each(path))
    return require(
        any_of(inline, configurations.any(lambda one: all_of(is_enabled(one), goes_away(one, bucket, context)))),
        when=is_not(is_copy(bucket, context)),
        at="replicationConfiguration",
        problem="The bucket is not replicated: a fault of its region takes its objects away.",
        fix=note("a BucketReplicationConfig, whose role may copy, names a bucket of another region"),
    )


def is_enabled(configuration: Resource) -> Fact:
    """One of its rules is enabled."""
    return configuration["rules"].any(lambda one: one["status"].equals("Enabled"))


def goes_away(configuration: Resource, bucket: Resource, context: StackContext[None]) -> Fact:
    """No bucket of the stack in the same region is its destination."""
    here = context.region(bucket)
    others = context.stack.referred(configuration, "rules", s3.BUCKET, s3.NAMES)
    return others.all(lambda one: is_not(is_same(here, context.region(one))))


def is_same(here: Value, there: Value) -> Fact:
    """The regions are known and the same."""
    return together(lambda a, b: a is not None and a == b, here, there)


def is_copy(bucket: Resource, context: StackContext[None]) -> Fact:
    """Another bucket is replicated to this one."""
    return context.stack.linked(s3.BUCKET_REPLICATION, to=bucket, by="rules", names=s3.NAMES).exists()


RULE = StackRule(
    id="s3-replication",
    summary="S3 buckets must be replicated to another region",
    rationale="""
        S3 keeps each object in three zones of its region. Replication keeps a copy in another region, which costs the
        storage again and the way there: the rule is off unless a setting gives it a level. NIST SP 800-53 and PCI DSS
        ask for it. A destination that the stack does not make is taken for one in another region.
    """,
    level="disabled",
    consequence="data loss",
    rated="low",
    since="0.3.0",
    applies_to=s3.BUCKET,
    controls=("S3.7",),
    references=("https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html",),
    check=check,
)
