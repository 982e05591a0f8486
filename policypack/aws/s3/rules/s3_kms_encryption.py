"""s3-kms-encryption: S3 buckets must encrypt with a key of KMS."""

from policypack.aws import s3
from policypack.aws.s3.fixes import separate, uses_inline_arguments
from policypack.check import Fact, Resource, Stack, Value, Verdict, any_fact, any_of, require
from policypack.fix import Blank, Set, Step, Target, fix
from policypack.model.values import Plain
from policypack.rule import StackContext, StackRule

DEFAULT = "applyServerSideEncryptionByDefault"
WITH_KMS: dict[str, Plain] = {
    DEFAULT: {"sseAlgorithm": "aws:kms", "kmsMasterKeyId": Blank("the ARN of a KMS key")},
    "bucketKeyEnabled": True,
}


def check(bucket: Resource, context: StackContext[None]) -> Verdict:
    """The default encryption is KMS's, by the bucket's own argument or by a configuration linked to it."""
    configurations = s3.linked(context.stack, s3.BUCKET_ENCRYPTION, bucket)
    inline = (
        *bucket.each(f"serverSideEncryptionConfiguration.rule.{DEFAULT}"),
        *bucket.each(f"serverSideEncryptionConfigurations[].rules[].{DEFAULT}s[]"),
    )
    return require(
        any_of(any_fact(map(is_of_kms, inline)), configurations.any(encrypts)),
        at="serverSideEncryptionConfiguration",
        problem="The bucket encrypts with keys of S3's: who may read an object may decrypt it, and no key can be"
        " disabled.",
        fix=fix(set_kms(bucket, context.stack)),
    )


def set_kms(bucket: Resource, stack: Stack) -> Step:
    """The configuration that the stack has, else inline where that is the bucket's form, else a new resource."""
    for existing in s3.linked(stack, s3.BUCKET_ENCRYPTION, bucket).certain():
        return Set("rules", [WITH_KMS], on=Target.of(existing))
    if uses_inline_arguments(bucket, stack):
        return Set("serverSideEncryptionConfiguration", {"rule": WITH_KMS})
    return separate(bucket, s3.BUCKET_ENCRYPTION, {"rules": [WITH_KMS]}, stack)


def encrypts(configuration: Resource) -> Fact:
    """One of the rules names KMS."""
    return any_fact(map(is_of_kms, configuration.each(f"rules[].{DEFAULT}")))


def is_of_kms(default: Value) -> Fact:
    """Encryption by KMS, once or twice."""
    return default["sseAlgorithm"].is_in(("aws:kms", "aws:kms:dsse"))


RULE = StackRule(
    id="s3-kms-encryption",
    summary="S3 buckets must encrypt with a key of KMS",
    rationale="""
        S3 encrypts each object with keys of its own, and decrypts it for everyone who may read it. With a key of KMS
        who reads must also be allowed to use the key, each use is logged, and the key can be disabled. It costs
        requests to KMS, and services such as access logs cannot write to such a bucket: the rule is off unless a
        setting gives it a level.
    """,
    level="disabled",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    applies_to=s3.BUCKET,
    controls=("S3.17",),
    references=("https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",),
    check=check,
)
