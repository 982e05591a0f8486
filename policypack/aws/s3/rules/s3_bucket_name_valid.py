"""s3-bucket-name-valid: S3 bucket names must be valid."""

import re

from policypack.aws.s3 import BUCKET
from policypack.constraint import Constraint, Inputs, Table, argument, fits
from policypack.fix import Blank, Set, fix
from policypack.model.conditions import NEW, Condition, Subject
from policypack.model.values import Value
from policypack.rule import StackRule

NAMING = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html"
SHORTEST, LONGEST = 3, 63
RESERVED_PREFIXES = ("xn--", "sthree-", "amzn-s3-demo-")
RESERVED_SUFFIXES = ("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3")

name = argument("bucket")


def character_error(text: str | None) -> str | None:
    """Names have lowercase letters, digits, periods and hyphens."""
    wrong = re.search(r"[^a-z0-9.-]", text or "")
    return (
        f"bucket contains {wrong.group()!r}; S3 allows lowercase letters, digits, periods and hyphens"
        if wrong
        else None
    )


def text_of_name(bucket: Subject) -> Value:
    """The name as S3 receives it."""
    return bucket.at("bucket").as_text()


def named(demand: Condition, *, invalid: str | tuple[str, ...], valid: str | tuple[str, ...]) -> Constraint:
    """A demand on the name of a new bucket: one that exists keeps a name that S3 rejects today."""
    bad, good = ((one,) if isinstance(one, str) else one for one in (invalid, valid))
    return Constraint(
        demand=demand,
        when=name.is_given().unsaid() & NEW.unsaid(),
        error="InvalidBucketName: The specified bucket is not valid.",
        source=NAMING,
        fix=fix(Set("bucket", Blank("a name that no other bucket has: 3 to 63 lowercase letters, digits and hyphens"))),
        invalid=tuple[Inputs, ...]({"bucket": one} for one in bad),
        valid=tuple[Inputs, ...]({"bucket": one} for one in good),
    )


NAMES = Table(
    "S3",
    {
        BUCKET: (
            named(
                name.matches(rf"(?s).{{{SHORTEST},}}", f"at least {SHORTEST} characters long"),
                invalid="ab",
                valid="abc",
            ),
            named(name.no_longer_than(LONGEST), invalid="a" * 64, valid="a" * 63),
            named(
                fits(name, "lowercase letters, digits, periods and hyphens", character_error, text_of_name),
                invalid=("orders_assets", "Orders"),
                valid=("orders-assets", "assets.example.com"),
            ),
            named(
                (~name.starts_with("-", ".") & ~name.ends_with("-", ".")).called(
                    "bucket starts and ends with a letter or a digit",
                    "bucket must start and end with a letter or a digit",
                    fails="bucket starts or ends with a hyphen or a period",
                ),
                invalid=("orders-assets-", ".orders"),
                valid="1-assets-2",
            ),
            named(name.lacks(r"\.\.", "two periods in a row"), invalid="assets..example.com", valid="assets.-example"),
            named(
                ~name.matches(r"\d+\.\d+\.\d+\.\d+", "an IP address"),
                invalid="192.168.5.4",
                valid="192.168.5.4.1",
            ),
            named(~name.starts_with(*RESERVED_PREFIXES), invalid="sthree-assets", valid="sthreeassets"),
            named(~name.ends_with(*RESERVED_SUFFIXES), invalid="assets--x-s3", valid="assets-x-s3"),
        )
    },
)

RULE: StackRule[None] = StackRule(
    id="s3-bucket-name-valid",
    summary="S3 bucket names must be valid",
    rationale="""
        A bucket's name is part of a host name, so S3 allows only lowercase letters, digits, hyphens and periods, 3 to
        63 of them, and reserves some prefixes and suffixes. The automatic name contains the logical name, with its
        capital letters and underscores. A bucket that exists is not checked: buckets made in us-east-1 before March
        2018 can have names that S3 rejects today.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=BUCKET,
    references=(NAMING,),
    table=NAMES,
    rejections=NAMES.rejections,
)
