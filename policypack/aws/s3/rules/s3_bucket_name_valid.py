"""s3-bucket-name-valid: S3 bucket names must be valid."""

from policypack.aws import s3
from policypack.aws.common.faults import fault
from policypack.aws.s3.names import name_fault
from policypack.check import Resource, Verdict, all_of, is_not, known, require
from policypack.rule import Rejection, StackContext, StackRule


def check(bucket: Resource, context: StackContext[None]) -> Verdict:  # noqa: ARG001
    """The name of a bucket that is still to be made follows S3's rules of naming."""
    name = bucket["bucket"]
    wrong = fault(name.as_text(), name_fault)
    return require(
        wrong.is_empty(),
        when=all_of(known(not bucket.is_deployed), is_not(name.is_empty())),
        at=name,
        problem=f"The bucket's name {name} {wrong.say(str, 'is not valid')}, so S3 refuses it (InvalidBucketName).",
        fix='bucket="orders-assets-eu-south-2"  # 3 to 63 lowercase letters, digits and hyphens',
    )


_DOCUMENT = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html"


def _rejection(condition: str, refused: str, accepted: str) -> Rejection:
    return Rejection(
        service="S3",
        condition=condition,
        error="InvalidBucketName: The specified bucket is not valid.",
        source=_DOCUMENT,
        invalid=refused,
        valid=accepted,
    )


RULE = StackRule(
    id="s3-bucket-name-valid",
    summary="S3 bucket names must be valid",
    rationale="""
        A bucket's name is part of a host name, so S3 takes only lowercase letters, digits, hyphens and periods, 3 to 63
        of them, and keeps some beginnings and ends for itself. A logical name with a capital letter or an underscore
        ends in the automatic name, too. A bucket that exists keeps its name: those made in us-east-1 before March 2018
        may have names that S3 refuses today.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=s3.BUCKET,
    references=(_DOCUMENT,),
    rejections=(
        _rejection("A bucket's name has fewer than 3 characters", "short", "shortest"),
        _rejection("A bucket's name has more than 63 characters", "long", "longest"),
        _rejection("A bucket's name holds a capital letter, an underscore or another character", "underscore", "plain"),
        _rejection("A bucket's name begins or ends with a hyphen or a period", "hyphen", "digits"),
        _rejection("A bucket's name has two periods in a row", "periods", "period"),
        _rejection("A bucket's name is written as an IP address", "address", "five-numbers"),
        _rejection("A bucket's name begins with xn--, sthree- or amzn-s3-demo-", "reserved-start", "near-start"),
        _rejection("A bucket's name ends with -s3alias, --ol-s3, .mrap, --x-s3 or --table-s3", "reserved-end", "plain"),
    ),
    check=check,
)
