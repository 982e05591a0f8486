"""s3-public-policy-blocked: Public S3 policies and ACLs must not be blocked by the bucket."""

from collections.abc import Iterator

from policypack.aws import s3
from policypack.aws.iam import document
from policypack.aws.s3 import public as s3_public
from policypack.check import Fact, Resource, Stack, Verdict, any_of, is_not, require
from policypack.fix import Blank, Edit, Fix, Set, fix, note
from policypack.rule import Rejection, StackContext, StackRule

BLOCK = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"
BLOCKED_POLICY = Rejection(
    service="S3",
    condition="A public policy is put on a bucket whose public access block sets blockPublicPolicy",
    error="AccessDenied: User: ... is not authorized to perform: s3:PutBucketPolicy on resource: ... because public"
    " policies are blocked by the BlockPublicPolicy block public access setting.",
    source=BLOCK,
    invalid="blocked",
    valid="website",
)
DEFAULT_BLOCK = Rejection(
    service="S3",
    condition="A public policy is put on a new bucket without a public access block of its own",
    error="AccessDenied: Access Denied",
    source="https://github.com/pulumi/pulumi-aws/issues/2927",
    invalid="default",
    valid="private",
)
INLINE_POLICY = Rejection(
    service="S3",
    condition="A new bucket's policy argument is public",
    error="AccessDenied: Access Denied",
    source="https://github.com/torchbox/buckup/pull/18",
    invalid="inline",
    valid="inline-private",
)
PUBLIC_ACL = Rejection(
    service="S3",
    condition="A public ACL is put on a bucket that blocks public ACLs",
    error="AccessDenied: Access Denied",
    source="https://github.com/terraform-aws-modules/terraform-aws-s3-bucket/issues/242",
    invalid="acl",
    valid="website",
)


def check(subject: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """No bucket blocks its public policy or ACL."""
    if subject.type in s3.BUCKET:
        return inline_policy(subject, context.stack)
    if subject.type in s3.BUCKET_POLICY:
        return separate_policy(subject, context.stack)
    return separate_acl(subject, context.stack)


def inline_policy(bucket: Resource, stack: Stack) -> Iterator[Verdict]:
    """S3 creates the bucket with its policy before any public access block could allow a public one."""
    yield require(
        is_not(s3_public.is_public(document(bucket, bucket["policy"], stack))),
        when=bucket.is_new(),
        at="policy",
        problem="The policy grants access to anyone, and S3 creates buckets with public policies blocked.",
        fix=for_cloudfront(bucket),
        rejects=INLINE_POLICY,
    )


def separate_policy(policy: Resource, stack: Stack) -> Iterator[Verdict]:
    """A public policy is on no bucket that blocks it."""
    public = s3_public.is_public(document(policy, policy["policy"], stack))
    for bucket, link in stack.referred(policy, "bucket", s3.BUCKET, s3.NAMES).links:
        is_explicit = s3_public.is_set(bucket, "blockPublicPolicy", stack).truth
        yield require(
            is_allowed(bucket, link, public, "blockPublicPolicy", stack),
            when=policy.is_new(),
            at="policy",
            problem=f"The policy grants access to anyone, and {bucket} blocks public policies (blockPublicPolicy, the"
            " default of new buckets).",
            fix=for_cloudfront(policy),
            rejects=BLOCKED_POLICY if is_explicit else DEFAULT_BLOCK,
        )


def separate_acl(acl: Resource, stack: Stack) -> Iterator[Verdict]:
    """A public ACL is on no bucket that blocks it."""
    public = acl["acl"].is_in(s3_public.PUBLIC_ACLS)
    for bucket, link in stack.referred(acl, "bucket", s3.BUCKET, s3.NAMES).links:
        yield require(
            is_allowed(bucket, link, public, "blockPublicAcls", stack),
            when=acl.is_new(),
            at="acl",
            problem=f"acl is {acl['acl']}, and {bucket} blocks public ACLs (blockPublicAcls, the default of new"
            " buckets).",
            fix=fix(Set("acl", "private"), note="CloudFront can serve the objects of a private bucket"),
            rejects=PUBLIC_ACL,
        )


def is_allowed(bucket: Resource, link: Fact, public: Fact, flag: str, stack: Stack) -> Fact:
    """It is on another bucket, or the bucket does not block it, or it is not public."""
    return any_of(is_not(link), is_not(s3_public.blocks(bucket, flag, stack)), is_not(public))


def for_cloudfront(subject: Resource) -> Fix:
    """The statements that allow anyone allow one CloudFront distribution instead, which can serve the objects."""
    found = s3_public.statements_for_anyone(subject["policy"])
    if not found:
        return note("allow a principal, or one CloudFront distribution, instead of anyone")
    condition = {"StringEquals": {"aws:SourceArn": Blank("the ARN of the distribution")}}
    return fix(
        *(
            step
            for path in found
            for step in (
                Edit("policy", f"{path}.Principal", {"Service": "cloudfront.amazonaws.com"}),
                Edit("policy", f"{path}.Condition", condition),
            )
        )
    )


RULE = StackRule(
    id="s3-public-policy-blocked",
    summary="Public S3 policies and ACLs must not be blocked by the bucket",
    rationale="""
        Since April 2023, S3 creates each bucket with public access blocked: it rejects a policy that allows anyone
        ("Principal": "*" without a condition), or a public ACL, until a public access block of the bucket sets the flag
        to false, and no block of the account sets it to true. Policies with conditions, or with denials of anything but
        plain HTTP, may not be public for S3 and are not checked. A bucket, a policy or an ACL that exists is not
        checked by these defaults. A policy that contains ARNs that do not exist yet is checked in the update.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*s3.BUCKET_POLICY, *s3.BUCKET_ACL, *s3.BUCKET),
    references=(
        BLOCK,
        "https://aws.amazon.com/about-aws/whats-new/2022/12/amazon-s3-automatically-enable-block-public-access-disable-access-control-lists-buckets-april-2023/",
    ),
    rejections=(BLOCKED_POLICY, DEFAULT_BLOCK, INLINE_POLICY, PUBLIC_ACL),
    check=check,
)
