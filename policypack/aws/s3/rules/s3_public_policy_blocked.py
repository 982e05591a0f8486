"""s3-public-policy-blocked: Public S3 policies and ACLs must not be blocked by the bucket."""

from collections.abc import Iterator

from policypack.aws import s3
from policypack.aws.common.programs import name_of, variable
from policypack.aws.iam import document
from policypack.aws.s3 import public as s3_public
from policypack.check import Fact, Resource, Verdict, any_of, is_not, known, require
from policypack.rule import Rejection, StackContext, StackRule


def check(subject: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A policy or an ACL that lets anybody in stands on a bucket whose public access block lets it."""
    if subject.type in s3.BUCKET:
        return inline_policy(subject, context)
    if subject.type in s3.BUCKET_POLICY:
        policy = document(subject, subject["policy"], context.stack)
        return let_in(subject, "policy", s3_public.is_public(policy), "blockPublicPolicy", context)
    return let_in(subject, "acl", subject["acl"].is_in(s3_public.PUBLIC_ACLS), "blockPublicAcls", context)


def inline_policy(bucket: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The bucket's own policy is put before any public access block could let it."""
    yield require(
        is_not(s3_public.is_public(document(bucket, bucket["policy"], context.stack))),
        when=known(not bucket.is_deployed),
        at="policy",
        problem="The policy lets anybody in, and S3 makes each new bucket with public policies blocked, so it refuses"
        " this one (AccessDenied).",
        fix=f"no policy here; {code_of_block(bucket, 'blockPublicPolicy')}, then aws.s3.BucketPolicy with"
        " depends_on=[the block]",
    )


def let_in(subject: Resource, at: str, public: Fact, flag: str, context: StackContext[None]) -> Iterator[Verdict]:
    """What is public stands on no bucket that blocks it."""
    for bucket, link in context.stack.referred(subject, "bucket", s3.BUCKET, s3.NAMES).links:
        yield require(
            any_of(is_not(link), is_not(s3_public.blocks(bucket, flag, context.stack)), is_not(public)),
            when=known(not subject.is_deployed),
            at=at,
            problem=f"The {at} lets anybody in, and {bucket} blocks that ({flag}, which new buckets and accounts may"
            " have without a word in the program), so S3 refuses it (AccessDenied).",
            fix=f"{code_of_block(bucket, flag)} before it; or, better, no public {at}: serve the objects through"
            " CloudFront",
        )


def code_of_block(bucket: Resource, flag: str) -> str:
    """The public access block that lets in what the flag is about."""
    argument = {"blockPublicPolicy": "block_public_policy", "blockPublicAcls": "block_public_acls"}[flag]
    return f"aws.s3.BucketPublicAccessBlock({name_of(bucket)}, bucket={variable(bucket)}.id, {argument}=False)"


_DOCUMENT = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"
_ERROR = (
    "AccessDenied: User: ... is not authorized to perform: s3:PutBucketPolicy on resource: ... because public policies"
    " are blocked by the BlockPublicPolicy block public access setting."
)

RULE = StackRule(
    id="s3-public-policy-blocked",
    summary="Public S3 policies and ACLs must not be blocked by the bucket",
    rationale="""
        Since April 2023 S3 makes each new bucket with public access blocked: a policy that allows anybody ("Principal":
        "*" without a condition), or a public ACL, is refused until a public access block with the flag set to false
        stands on the bucket, and no block of the account says otherwise. Policies with conditions, and with denials of
        anything but plain HTTP, may not be public for S3 and are left alone. A bucket, a policy or an ACL that exists
        already is not judged by these defaults. A policy made of ARNs that do not exist yet is judged in the update.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*s3.BUCKET_POLICY, *s3.BUCKET_ACL, *s3.BUCKET),
    references=(
        _DOCUMENT,
        "https://aws.amazon.com/about-aws/whats-new/2022/12/amazon-s3-automatically-enable-block-public-access-disable-access-control-lists-buckets-april-2023/",
    ),
    rejections=(
        Rejection(
            service="S3",
            condition="A public policy is put on a bucket whose block says blockPublicPolicy",
            error=_ERROR,
            source=_DOCUMENT,
            invalid="blocked",
            valid="website",
        ),
        Rejection(
            service="S3",
            condition="A public policy is put on a new bucket without a block of its own",
            error="AccessDenied: Access Denied",
            source="https://github.com/pulumi/pulumi-aws/issues/2927",
            invalid="default",
            valid="private",
        ),
        Rejection(
            service="S3",
            condition="A new bucket's policy argument is public",
            error="AccessDenied: Access Denied",
            source="https://github.com/torchbox/buckup/pull/18",
            invalid="inline",
            valid="inline-private",
        ),
        Rejection(
            service="S3",
            condition="A public ACL is put on a bucket that blocks public ACLs",
            error="AccessDenied: Access Denied",
            source="https://github.com/terraform-aws-modules/terraform-aws-s3-bucket/issues/242",
            invalid="acl",
            valid="website",
        ),
    ),
    check=check,
)
