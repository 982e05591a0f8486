"""s3-encryption: S3 buckets must set default encryption explicitly."""

from policypack.aws import s3
from policypack.aws.s3.fixes import separate, uses_inline_arguments
from policypack.check import Fact, Resource, Stack, Verdict, any_fact, any_of, require
from policypack.fix import Set, Step, Target, fix
from policypack.rule import StackContext, StackRule

DEFAULT = {"applyServerSideEncryptionByDefault": {"sseAlgorithm": "AES256"}}


def check(bucket: Resource, context: StackContext[None]) -> Verdict:
    """The default encryption is set, by the bucket's own argument or by a configuration linked to it."""
    configurations = s3.linked(context.stack, s3.BUCKET_ENCRYPTION, bucket)
    return require(
        any_of(s3.inline_encryption(bucket), configurations.any(sets_encryption)),
        at="serverSideEncryptionConfiguration",
        problem="The bucket sets no default encryption: AWS's default decides which key protects the objects, and who"
        " can use it.",
        fix=fix(set_encryption(bucket, context.stack)),
    )


def sets_encryption(configuration: Resource) -> Fact:
    """One of the rules names an algorithm."""
    return any_fact(map(s3.has_algorithm, configuration.each("rules[].applyServerSideEncryptionByDefault")))


def set_encryption(bucket: Resource, stack: Stack) -> Step:
    """The configuration that the stack has, else inline where that is the bucket's form, else a new resource."""
    for existing in s3.linked(stack, s3.BUCKET_ENCRYPTION, bucket).certain():
        return Set("rules", [DEFAULT], on=Target.of(existing))
    if uses_inline_arguments(bucket, stack):
        return Set("serverSideEncryptionConfiguration", {"rule": DEFAULT})
    return separate(bucket, s3.BUCKET_ENCRYPTION, {"rules": [DEFAULT]}, stack)


RULE = StackRule(
    id="s3-encryption",
    summary="S3 buckets must set default encryption explicitly",
    rationale="""
        Since January 2023, S3 encrypts each new object with keys that S3 manages (SSE-S3). A production bucket sets the
        encryption that it relies on: AES256, or a KMS key, whose use is logged and can be revoked.
    """,
    level="mandatory",
    consequence="exposure",
    since="0.1.0",
    applies_to=s3.BUCKET,
    references=(
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html",
    ),
    check=check,
)
