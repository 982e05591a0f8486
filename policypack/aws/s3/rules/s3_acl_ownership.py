"""s3-acl-ownership: S3 buckets with an ACL must have object ownership that allows ACLs."""

from collections.abc import Iterator

from policypack.aws import s3
from policypack.aws.common.programs import name_of, variable
from policypack.check import Resource, Verdict, all_of, any_of, is_not, known, require
from policypack.rule import Rejection, StackContext, StackRule

OWNERSHIPS_WITH_ACLS = ("ObjectWriter", "BucketOwnerPreferred")
ACLS_OF_OTHERS = ("public-read", "public-read-write", "authenticated-read", "log-delivery-write")
"""Canned ACLs that let in somebody besides the bucket's owner; S3 creates a bucket with ``private`` all the same."""


def check(subject: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A new bucket has no ACL of its own besides private, and an ACL resource stands on a bucket whose ownership
    controls allow ACLs."""
    if subject.type in s3.BUCKET:
        return inline_acl(subject)
    return separate_acl(subject, context)


def inline_acl(bucket: Resource) -> Iterator[Verdict]:
    """The bucket is made before any ownership controls could allow its ACL."""
    new = known(not bucket.is_deployed)
    yield require(
        is_not(bucket["acl"].is_in(ACLS_OF_OTHERS)),
        when=new,
        at="acl",
        problem=f"acl is {bucket['acl']}, and S3 makes each new bucket without ACLs, so it refuses this one"
        " (InvalidBucketAclWithObjectOwnership). Ownership controls can allow an ACL only once the bucket exists.",
        fix=f"no acl here; {code_of_controls(bucket)}, then aws.s3.BucketAcl with depends_on=[the controls]",
    )
    yield require(
        bucket["grants"].is_empty(),
        when=new,
        at="grants",
        problem="grants are an ACL, and S3 makes each new bucket without ACLs (AccessControlListNotSupported).",
        fix=f"no grants here; {code_of_controls(bucket)}, then aws.s3.BucketAcl(access_control_policy=...)",
    )


def separate_acl(acl: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Ownership controls of the ACL's bucket allow ACLs; a bucket that exists may allow them by itself."""
    for bucket, link in context.stack.referred(acl, "bucket", s3.BUCKET, s3.NAMES).links:
        controls = s3.linked(context.stack, s3.OWNERSHIP_CONTROLS, bucket)
        yield require(
            any_of(
                is_not(link),
                controls.any(lambda one: one["rule"]["objectOwnership"].is_in(OWNERSHIPS_WITH_ACLS)),
                all_of(known(bucket.is_deployed), is_not(controls.exists())),
            ),
            when=known(not acl.is_deployed),
            at="bucket",
            problem=f"{bucket} has the ownership setting BucketOwnerEnforced, the default of new buckets, so S3 refuses"
            " any ACL on it (AccessControlListNotSupported).",
            fix=f"{code_of_controls(bucket)} before this ACL, or no ACL: the bucket is private without it",
        )


def code_of_controls(bucket: Resource) -> str:
    """The ownership controls that allow ACLs; both families of buckets have the same class for them."""
    return (
        f"aws.s3.BucketOwnershipControls({name_of(bucket)}, bucket={variable(bucket)}.id,"
        ' rule={"object_ownership": "BucketOwnerPreferred"})'
    )


_DOCUMENT = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html"

RULE = StackRule(
    id="s3-acl-ownership",
    summary="S3 buckets with an ACL must have object ownership that allows ACLs",
    rationale="""
        Since April 2023 S3 makes each new bucket with the ownership setting BucketOwnerEnforced, which switches ACLs
        off: an ACL resource is refused, even a private one, unless ownership controls with ObjectWriter or
        BucketOwnerPreferred stand on the bucket first. A bucket's own acl argument comes with the request that makes
        the bucket, before any controls, so only private, the provider's default, is accepted there. A bucket that
        exists already is judged only by the controls in the stack: older buckets may allow ACLs without any.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*s3.BUCKET_ACL, *s3.BUCKET),
    references=(_DOCUMENT, "https://repost.aws/knowledge-center/cloudformation-objectownership-acl-error"),
    rejections=(
        Rejection(
            service="S3",
            condition="An ACL is put on a new bucket without ownership controls",
            error="AccessControlListNotSupported: The bucket does not allow ACLs",
            source="https://github.com/hashicorp/terraform-provider-aws/issues/34079",
            invalid="default",
            valid="preferred",
        ),
        Rejection(
            service="S3",
            condition="An ACL is put on a bucket whose ownership controls say BucketOwnerEnforced",
            error="AccessControlListNotSupported: The bucket does not allow ACLs",
            source="https://github.com/terraform-aws-modules/terraform-aws-s3-bucket/issues/250",
            invalid="enforced",
            valid="writer",
        ),
        Rejection(
            service="S3",
            condition="A new bucket's acl argument lets in others than its owner",
            error="InvalidBucketAclWithObjectOwnership: Bucket cannot have ACLs set with ObjectOwnership's"
            " BucketOwnerEnforced setting",
            source="https://github.com/awslabs/game-analytics-pipeline/issues/8",
            invalid="inline",
            valid="private",
        ),
    ),
    check=check,
)
