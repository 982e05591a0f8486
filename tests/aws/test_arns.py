"""Patterns of ARNs against targets whose names may be unknown."""

from __future__ import annotations

import pytest

from policypack.aws.common.arns import Target, overlap, reaches, target
from policypack.model.values import UNKNOWN, Value

BUCKET = "arn:*:s3:::{}/*"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("*", "anything", True),
        ("", "", True),
        ("*", "", True),
        ("a", "", False),
        ("a*c", "*b*", True),
        ("a?c", "abc", True),
        ("a?c", "ac", False),
        ("x*", "*y", True),
        ("x*", "y*", False),
        ("user/${aws:username}", "user/anna", True),
        ("A", "a", False),
    ],
)
def test_overlap(one: str, other: str, expected: bool) -> None:
    assert overlap(one, other) is expected
    assert overlap(other, one) is expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*", True),
        ("arn:aws:*", True),
        ("arn:aws:s3:::*", True),
        ("arn:aws-cn:s3:::orders/*", True),
        ("arn:aws:s3:::orders/releases/*", True),
        ("arn:aws:s3:::orders", False),
        ("arn:aws:s3:::orders-old/*", False),
        ("arn:aws:s3:::other/*", False),
        ("arn:aws:sqs:::orders/*", False),
    ],
)
def test_a_pattern_reaches_an_arn_part_by_part(pattern: str, expected: bool) -> None:
    assert reaches(pattern, "arn:*:s3:::orders/*") is expected


def test_an_unknown_name_decides_only_where_it_must() -> None:
    objects = Target(BUCKET, Value(UNKNOWN, "location", "it"))
    assert objects.met_by("*").truth is True
    assert objects.met_by("arn:aws:s3:::*/*").truth is True
    assert objects.met_by("arn:aws:sqs:*:*:*").truth is False
    assert str(objects.met_by("arn:aws:s3:::orders/*").because[0]) == "location of it"


def test_a_deny_must_hold_the_whole_target() -> None:
    objects = Target(BUCKET, Value("orders", "location"))
    assert objects.lies_in("arn:aws:s3:::orders/*").truth is True
    assert objects.lies_in("arn:aws:s3:::orders/secret/*").truth is False
    assert objects.met_by("arn:aws:s3:::orders/secret/*").truth is True


def test_a_name_that_is_an_arn_stands_for_the_whole() -> None:
    key = Target("arn:*:kms:*:*:key/{}", Value("arn:aws:kms:eu-south-2:123456789012:key/1", "id"))
    assert key.met_by("arn:aws:kms:eu-south-2:123456789012:key/1").truth is True
    assert key.met_by("arn:aws:kms:eu-west-1:123456789012:key/1").truth is False


def test_a_template_is_filled_from_values() -> None:
    values = {"App": Value("shop", "App"), "Group": Value(UNKNOWN, "Group"), "Gone": Value(None, "Gone")}
    assert target("deploy:{App}", values.__getitem__).met_by("deploy:shop").truth is True
    assert target("deploy:{App}", values.__getitem__).met_by("deploy:bank").truth is False
    assert target("deploy:{App}/{Group}", values.__getitem__).met_by("deploy:shop/a").truth is None
    assert target("deploy:{Gone}", values.__getitem__).met_by("deploy:whatever").truth is True
    assert target("deploy:*", values.__getitem__).met_by("deploy:x").truth is True
