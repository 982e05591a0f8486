"""s3-acls-disabled: ACLs must give nobody access to S3 buckets."""

from dataclasses import replace

from policypack.aws import s3
from policypack.constraint.practices import one_value, unsaid
from policypack.rule import practices_rule

CONTROLS = ("S3.12",)
PRIVATE = ("private", "log-delivery-write")
GRANT = {"type": "CanonicalUser", "id": "0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9"}

RULE = practices_rule(
    id="s3-acls-disabled",
    summary="ACLs must give nobody access to S3 buckets",
    rationale="""
        ACLs are the oldest way to give access to a bucket, and easily overlooked: policies of the bucket and of IAM
        say the same in one place. S3 makes new buckets without ACLs. A private ACL gives nobody anything, and the
        service that writes access logs may have one.
    """,
    harm="Who has access is said in an ACL, where nobody looks for it.",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    base={one: {"bucket": "acme-orders"} for one in s3.BUCKET_ACL},
    practices={
        s3.BUCKET_ACL: [
            replace(
                one_value("acl", *PRIVATE, but_not="authenticated-read", by_default=True, controls=CONTROLS),
                valid=({"acl": "private"}, {"accessControlPolicy": {"owner": {"id": GRANT["id"]}}}),
            )
        ],
        s3.BUCKET: [
            one_value("acl", "private", but_not="authenticated-read", by_default=True, controls=CONTROLS),
            unsaid("grants", [{**GRANT, "permissions": ["READ"]}], controls=CONTROLS),
        ],
    },
)
