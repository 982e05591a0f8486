"""s3-public-policy-blocked: Public S3 policies and ACLs must not be blocked by the bucket."""

from collections.abc import Iterator

from policypack.aws import s3, s3_public
from policypack.aws.iam import document
from policypack.aws.programs import name_of, variable
from policypack.check import Fact, Resource, Verdict, any_of, is_not, known, require
from policypack.rule import Bad, Good, Rejection, StackContext, StackRule, Undecided


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
    severity="high",
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
    examples=(
        Bad(
            """
            import json
            import pulumi_aws as aws

            def anybody(bucket):
                return json.dumps({"Version": "2012-10-17", "Statement": [
                    {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
                     "Resource": f"arn:aws:s3:::{bucket}/*"}]})

            default = aws.s3.Bucket("default", bucket="acme-default")
            aws.s3.BucketPolicy("default", bucket=default.id, policy=anybody("acme-default"))
            blocked = aws.s3.Bucket("blocked", bucket="acme-blocked")
            aws.s3.BucketPublicAccessBlock("blocked", bucket=blocked.id, block_public_policy=True)
            aws.s3.BucketPolicy("blocked", bucket=blocked.id, policy=anybody("acme-blocked"))
            aws.s3.Bucket("inline", bucket="acme-inline", policy=anybody("acme-inline"))
            listed = aws.s3.Bucket("listed")
            aws.s3.BucketOwnershipControls("listed", bucket=listed.id,
                                           rule={"object_ownership": "BucketOwnerPreferred"})
            aws.s3.BucketAcl("acl", bucket=listed.id, acl="public-read")
            """,
            finds={"default": "policy", "blocked": "policy", "inline": "policy", "acl": "acl"},
        ),
        Good(
            """
            import json
            import pulumi
            import pulumi_aws as aws

            def allow(bucket, principal, **more):
                return json.dumps({"Version": "2012-10-17", "Statement": [
                    {"Effect": "Allow", "Principal": principal, "Action": "s3:GetObject",
                     "Resource": f"arn:aws:s3:::{bucket}/*", **more}]})

            website = aws.s3.Bucket("website", bucket="acme-website")
            first = [
                aws.s3.BucketPublicAccessBlock("website", bucket=website.id, block_public_policy=False,
                                               block_public_acls=False),
                aws.s3.BucketOwnershipControls("website", bucket=website.id,
                                               rule={"object_ownership": "BucketOwnerPreferred"}),
            ]
            after = pulumi.ResourceOptions(depends_on=first)
            aws.s3.BucketPolicy("website", bucket=website.id, policy=allow("acme-website", "*"), opts=after)
            aws.s3.BucketAcl("website", bucket=website.id, acl="public-read", opts=after)
            private = aws.s3.Bucket("private", bucket="acme-private")
            aws.s3.BucketPolicy("private", bucket=private.id, policy=allow(
                "acme-private", {"AWS": "*"}, Condition={"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}))
            aws.s3.Bucket("inline-private", bucket="acme-inline", policy=allow(
                "acme-inline", {"AWS": "arn:aws:iam::123456789012:root"}))
            aws.s3.BucketPolicy("elsewhere", bucket="acme-elsewhere", policy=allow("acme-elsewhere", "*"))
            """
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            assets = aws.s3.Bucket("assets")
            aws.s3.BucketPolicy("assets", bucket=assets.id, policy=old.outputs["Policy"])
            """,
            because={"assets": "policy"},
        ),
    ),
)
