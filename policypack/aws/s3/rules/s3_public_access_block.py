"""s3-public-access-block: S3 buckets must block public access."""

from policypack.aws import s3
from policypack.aws.s3.fixes import separate
from policypack.check import Fact, Linked, Resource, Stack, Verdict, all_facts, all_of, any_of, is_not, require
from policypack.fix import Fix, Set, Target, fix
from policypack.rule import StackContext, StackRule


def check(bucket: Resource, context: StackContext[None]) -> Verdict:
    """A block with all four flags is linked to the bucket; the account's block counts where the bucket has none."""
    own = s3.linked(context.stack, s3.PUBLIC_ACCESS_BLOCK, bucket)
    account = context.stack.all_of_type(s3.ACCOUNT_PUBLIC_ACCESS_BLOCK)
    return require(
        any_of(own.any(blocks_all), all_of(is_not(own.exists()), account.any(blocks_all))),
        at="bucket",
        problem="No public access block with all four flags protects the bucket: one wrong policy or ACL makes the"
        " objects public.",
        fix=block_all(bucket, own, context.stack),
    )


def blocks_all(block: Resource) -> Fact:
    """All four flags are true; a flag that is not set is false."""
    return all_facts(block[flag].is_true() for flag in s3.PUBLIC_ACCESS_FLAGS)


def block_all(bucket: Resource, own: Linked, stack: Stack) -> Fix:
    """The flags that the bucket's block lacks, or a new block."""
    for block in own.certain():
        lacking = [flag for flag in s3.PUBLIC_ACCESS_FLAGS if block[flag].is_true().truth is False]
        return fix(*(Set(flag, True, on=Target.of(block)) for flag in lacking))
    return fix(separate(bucket, s3.PUBLIC_ACCESS_BLOCK, dict.fromkeys(s3.PUBLIC_ACCESS_FLAGS, True), stack))


RULE = StackRule(
    id="s3-public-access-block",
    summary="S3 buckets must block public access",
    rationale="""
        New buckets block public access by default, but the program does not keep that default: once the block is lifted
        outside the program, a policy or an ACL can make the objects public. A resource keeps the block. An
        account-level block with all four flags protects buckets that have no block of their own.
    """,
    level="mandatory",
    consequence="exposure",
    since="0.1.0",
    applies_to=s3.BUCKET,
    controls=("S3.8",),
    partly=("S3.1",),
    references=("https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",),
    check=check,
)
