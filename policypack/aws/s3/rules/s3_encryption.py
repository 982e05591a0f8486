"""s3-encryption: S3 buckets must set default encryption explicitly."""

from policypack.aws import s3
from policypack.check import Fact, Resource, Stack, Verdict, any_of, require
from policypack.rule import StackContext, StackRule


def check(bucket: Resource, context: StackContext[None]) -> Verdict:
    """The default encryption is stated, by the bucket's own argument or by a configuration linked to it."""
    configurations = s3.linked(context.stack, s3.BUCKET_ENCRYPTION, bucket)
    return require(
        any_of(s3.inline_encryption(bucket), configurations.any(states_encryption)),
        at="serverSideEncryptionConfiguration",
        problem="No default encryption is stated: which key protects the objects, and who may use it, is left to"
        " AWS's default.",
        fix=code(bucket, context.stack),
    )


def states_encryption(configuration: Resource) -> Fact:
    """One of the rules names an algorithm."""
    return configuration["rules"].any(lambda rule: s3.has_algorithm(rule["applyServerSideEncryptionByDefault"]))


def code(bucket: Resource, stack: Stack) -> str:
    """The code that states the encryption, in the bucket's own family."""
    default = '{"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}'
    if s3.uses_inline_arguments(bucket, stack):
        return f'server_side_encryption_configuration={{"rule": {default}}}'
    return s3.code_of_separate(bucket, "BucketServerSideEncryptionConfiguration", f"rules=[{default}]")


RULE = StackRule(
    id="s3-encryption",
    summary="S3 buckets must set default encryption explicitly",
    rationale="""
        Since January 2023 AWS encrypts each new object with a key of its own (SSE-S3). A production bucket states which
        encryption it relies on: AES256, or a KMS key, whose use is logged and can be withdrawn.
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
