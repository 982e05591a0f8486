"""s3-acl-ownership: S3 buckets with an ACL must have object ownership that allows ACLs."""

from collections.abc import Iterator

from policypack.aws import s3
from policypack.aws.s3.fixes import allow_acls, without_inline_acl, without_inline_grants
from policypack.aws.s3.public import PUBLIC_ACLS
from policypack.check import Linked, Resource, Stack, Verdict, all_of, any_of, is_not, require
from policypack.fix import Depend, Fix, Ref, Set, Target, fix
from policypack.rule import Rejection, StackContext, StackRule

OWNERSHIP = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html"
OWNERSHIPS_WITH_ACLS = ("ObjectWriter", "BucketOwnerPreferred")
ACLS_OF_OTHERS = (*PUBLIC_ACLS, "log-delivery-write")
"""Canned ACLs that grant access to others than the bucket's owner; S3 still creates a bucket with ``private``."""

NO_CONTROLS = Rejection(
    service="S3",
    condition="An ACL is put on a new bucket without ownership controls",
    error="AccessControlListNotSupported: The bucket does not allow ACLs",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/34079",
    invalid="default",
    valid="preferred",
)
OWNER_ENFORCED = Rejection(
    service="S3",
    condition="An ACL is put on a bucket whose ownership controls set BucketOwnerEnforced",
    error="AccessControlListNotSupported: The bucket does not allow ACLs",
    source="https://github.com/terraform-aws-modules/terraform-aws-s3-bucket/issues/250",
    invalid="enforced",
    valid="writer",
)
INLINE_ACL = Rejection(
    service="S3",
    condition="A new bucket's acl argument grants access to others than its owner",
    error="InvalidBucketAclWithObjectOwnership: Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced"
    " setting",
    source="https://github.com/awslabs/game-analytics-pipeline/issues/8",
    invalid="inline",
    valid="private",
)
INLINE_GRANTS = Rejection(
    service="S3",
    condition="A new bucket has grants",
    error="AccessControlListNotSupported: The bucket does not allow ACLs",
    source=OWNERSHIP,
    invalid="granted",
    valid="private",
)


def check(subject: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A new bucket has no ACL of its own besides private, and the bucket of an ACL resource has ownership controls that
    allow ACLs."""
    if subject.type in s3.BUCKET:
        return inline_acl(subject, context.stack)
    return separate_acls(subject, context.stack)


def inline_acl(bucket: Resource, stack: Stack) -> Iterator[Verdict]:
    """The bucket is created before any ownership controls could allow its ACL."""
    acl, grants = bucket["acl"], bucket["grants"]
    new = bucket.is_new()
    yield require(
        is_not(acl.is_in(ACLS_OF_OTHERS)),
        when=new,
        at="acl",
        problem=f"acl is {acl}, and S3 creates buckets with ACLs disabled. Ownership controls can enable ACLs only once"
        " the bucket exists.",
        fix=without_inline_acl(bucket, stack),
        rejects=INLINE_ACL,
    )
    yield require(
        grants.is_empty(),
        when=new,
        at="grants",
        problem="The bucket has grants, which are an ACL, and S3 creates buckets with ACLs disabled.",
        fix=without_inline_grants(bucket, stack),
        rejects=INLINE_GRANTS,
    )


def separate_acls(acl: Resource, stack: Stack) -> Iterator[Verdict]:
    """Ownership controls of the ACL's bucket allow ACLs; a bucket that exists may allow them by itself."""
    for bucket, link in stack.referred(acl, "bucket", s3.BUCKET, s3.NAMES).links:
        controls = s3.linked(stack, s3.OWNERSHIP_CONTROLS, bucket)
        yield require(
            any_of(
                is_not(link),
                controls.any(lambda one: one.at("rule.objectOwnership").is_in(OWNERSHIPS_WITH_ACLS)),
                all_of(is_not(bucket.is_new()), is_not(controls.exists())),
            ),
            when=acl.is_new(),
            at="bucket",
            problem=f"{bucket} has the ownership setting BucketOwnerEnforced, the default of new buckets, which"
            " disables ACLs.",
            fix=allowed_by_controls(bucket, controls, stack),
            rejects=OWNER_ENFORCED if controls.exists().truth else NO_CONTROLS,
        )


def allowed_by_controls(bucket: Resource, controls: Linked, stack: Stack) -> Fix:
    """The bucket's controls allow ACLs, or new ones do, which the ACL waits for."""
    for existing in controls.certain():
        return fix(Set("rule.objectOwnership", "BucketOwnerPreferred", on=Target.of(existing)))
    created = allow_acls(bucket, stack)
    return fix(created, Depend(Ref(created.name)))


RULE = StackRule(
    id="s3-acl-ownership",
    summary="S3 buckets with an ACL must have object ownership that allows ACLs",
    rationale="""
        Since April 2023, S3 creates each bucket with the ownership setting BucketOwnerEnforced, which disables ACLs: S3
        rejects an ACL resource, even a private one, unless ownership controls with ObjectWriter or BucketOwnerPreferred
        exist first. A bucket's own acl argument is part of the request that creates the bucket, before any controls, so
        S3 accepts only private there, the provider's default. A bucket that exists is checked only by the controls in
        the stack: older buckets may allow ACLs without any.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*s3.BUCKET_ACL, *s3.BUCKET),
    references=(OWNERSHIP, "https://repost.aws/knowledge-center/cloudformation-objectownership-acl-error"),
    rejections=(NO_CONTROLS, OWNER_ENFORCED, INLINE_ACL, INLINE_GRANTS),
    check=check,
)
