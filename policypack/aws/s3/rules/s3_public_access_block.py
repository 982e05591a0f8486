"""s3-public-access-block: S3 buckets must block public access."""

from policypack.aws import s3
from policypack.check import Fact, Resource, Verdict, all_facts, all_of, any_of, is_not, require
from policypack.rule import StackContext, StackRule


def check(bucket: Resource, context: StackContext[None]) -> Verdict:
    """A block with all four flags is linked to the bucket; the account's block counts where the bucket has none."""
    own = s3.linked(context.stack, s3.PUBLIC_ACCESS_BLOCK, bucket)
    account = context.stack.all_of_type(s3.ACCOUNT_PUBLIC_ACCESS_BLOCK)
    return require(
        any_of(own.any(blocks_all), all_of(is_not(own.exists()), account.any(blocks_all))),
        at="bucket",
        problem="Public access is not blocked by all four flags: one wrong policy or ACL shows the objects to anybody.",
        fix=s3.code_of_separate(
            bucket,
            "BucketPublicAccessBlock",
            "block_public_acls=True, block_public_policy=True, ignore_public_acls=True, restrict_public_buckets=True",
        ),
    )


def blocks_all(block: Resource) -> Fact:
    """All four flags are true; a flag that is not said is false."""
    return all_facts(block[flag].is_true() for flag in s3.PUBLIC_ACCESS_FLAGS)


RULE = StackRule(
    id="s3-public-access-block",
    summary="S3 buckets must block public access",
    rationale="""
        New buckets block public access by default, but a later change of a policy or an ACL can be made public as soon
        as the block is lifted outside the program. Stated as a resource, the block is kept. An account-level block with
        all four flags protects buckets that have no block of their own.
    """,
    level="mandatory",
    consequence="exposure",
    since="0.1.0",
    applies_to=s3.BUCKET,
    references=("https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",),
    check=check,
)
