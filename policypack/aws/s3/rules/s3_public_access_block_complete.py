"""s3-public-access-block-complete: S3 public access blocks must set all four flags."""

from collections.abc import Iterator

from policypack.aws import s3
from policypack.check import Resource, Verdict, require
from policypack.fix import Set, fix
from policypack.rule import Context, ResourceRule


def check(block: Resource, _: Context[None]) -> Iterator[Verdict]:
    """Each of the four flags is true."""
    for flag in s3.PUBLIC_ACCESS_FLAGS:
        yield require(
            block[flag].is_true(),
            at=flag,
            problem=f"{flag} is {block[flag]}: the block leaves one way open to make the objects public.",
            fix=fix(Set(flag, True)),
        )


RULE = ResourceRule(
    id="s3-public-access-block-complete",
    summary="S3 public access blocks must set all four flags",
    rationale="""
        A flag that the program does not set is false. [s3-public-access-block](s3-public-access-block.md) finds the
        bucket of an incomplete block; this rule names the flags, and can set them. Exempt the block of a bucket that is
        public on purpose.
    """,
    level="advisory",
    consequence="exposure",
    since="0.1.0",
    applies_to=(*s3.PUBLIC_ACCESS_BLOCK, *s3.ACCOUNT_PUBLIC_ACCESS_BLOCK),
    references=("https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",),
    remedy=dict.fromkeys(s3.PUBLIC_ACCESS_FLAGS, True),
    check=check,
)
