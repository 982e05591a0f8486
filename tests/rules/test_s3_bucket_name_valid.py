"""Names of buckets: each limit and its neighbour, both families, buckets that exist."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws import s3
from policypack.aws.s3.rules.s3_bucket_name_valid import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("ab", "violated: bucket"),
        ("abc", "fine"),
        ("a" * 63, "fine"),
        ("a" * 64, "violated: bucket"),
        ("Orders", "violated: bucket"),
        ("orders_1", "violated: bucket"),
        ("órdenes", "violated: bucket"),
        ("-orders", "violated: bucket"),
        ("orders.", "violated: bucket"),
        ("9orders9", "fine"),
        ("a..b", "violated: bucket"),
        ("a.-b", "fine"),
        ("10.0.0.1", "violated: bucket"),
        ("10.0.0.1a", "fine"),
        ("xn--orders", "violated: bucket"),
        ("amzn-s3-demo-orders", "violated: bucket"),
        ("amzn-s3-orders", "fine"),
        ("orders-s3alias", "violated: bucket"),
        ("orders--ol-s3", "violated: bucket"),
        ("orders.mrap", "violated: bucket"),
        ("orders--table-s3", "violated: bucket"),
        ("orders-table-s3", "fine"),
        (None, "not applicable"),
        ("", "not applicable"),
        (UNKNOWN, "undetermined: bucket"),
        (["orders"], "undetermined: bucket"),
        (12345, "fine"),
    ],
)
def test_verdict(name: Any, verdict: str) -> None:
    assert str(judge(RULE, bucket=name)) == verdict


def test_both_families_are_judged() -> None:
    buckets = [resource(type_, type_[-3:], {"bucket": "Orders"}) for type_ in s3.BUCKET]
    assert {str(one) for one in judge_stack(RULE, *buckets).values()} == {"violated: bucket"}


def test_a_bucket_that_exists_keeps_its_name() -> None:
    old = resource(s3.BUCKET[0], "old", {"bucket": "Old_Bucket"}, outputs={"id": "Old_Bucket", "bucket": "Old_Bucket"})
    assert str(judge_stack(RULE, old)["old"]) == "not applicable"


def test_the_message_says_what_is_wrong_and_hides_a_secret() -> None:
    (message,) = judge(RULE, bucket="orders_assets").messages
    assert "contains '_'" in message
    assert "InvalidBucketName" in message
    (message,) = judge(RULE, bucket=secret("orders_assets")).messages
    assert "orders_assets" not in message
    assert "contains" not in message
