"""ACLs: both families, ownership controls by dependency and by literal, buckets that exist."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws import s3
from policypack.aws.s3.rules.s3_acl_ownership import RULE
from policypack.model.resources import Resource
from policypack.testing import UNKNOWN, judge, judge_stack, resource


def acl(bucket: Resource, type_: str = s3.BUCKET_ACL[0], **more: Any) -> Resource:
    return resource(type_, "acl", {"bucket": UNKNOWN, "acl": "private"}, depends={"bucket": [bucket]}, **more)


def controls(bucket: Resource, ownership: Any) -> Resource:
    inputs = {"bucket": UNKNOWN, "rule": {"objectOwnership": ownership}}
    return resource(s3.OWNERSHIP_CONTROLS[0], "controls", inputs, depends={"bucket": [bucket]})


@pytest.mark.parametrize(
    ("ownership", "verdict"),
    [
        ("ObjectWriter", "fine"),
        ("BucketOwnerPreferred", "fine"),
        ("BucketOwnerEnforced", "violated: bucket"),
        (UNKNOWN, "undetermined: rule.objectOwnership"),
    ],
)
@pytest.mark.parametrize("family", [0, 1])
def test_ownership_controls_decide(family: int, ownership: Any, verdict: str) -> None:
    bucket = resource(s3.BUCKET[family], "bucket")
    found = judge_stack(RULE, bucket, acl(bucket, s3.BUCKET_ACL[family]), controls(bucket, ownership))
    assert str(found["acl"]) == verdict


def test_a_new_bucket_without_controls_refuses_an_acl_and_one_that_exists_may_not() -> None:
    new, old = resource(s3.BUCKET[0], "b"), resource(s3.BUCKET[0], "b", {}, outputs={"id": "b"})
    assert str(judge_stack(RULE, new, acl(new))["acl"]) == "violated: bucket"
    assert str(judge_stack(RULE, old, acl(old))["acl"]) == "fine"
    assert str(judge_stack(RULE, old, acl(old), controls(old, "BucketOwnerEnforced"))["acl"]) == "violated: bucket"


def test_an_acl_that_exists_is_left_alone() -> None:
    bucket = resource(s3.BUCKET[0], "bucket")
    assert str(judge_stack(RULE, bucket, acl(bucket, outputs={"id": "bucket,private"}))["acl"]) == "not applicable"


def test_literal_names_link() -> None:
    bucket = resource(s3.BUCKET[0], "bucket", {"bucket": "orders"})
    literal = resource(s3.BUCKET_ACL[0], "acl", {"bucket": "orders", "acl": "private"})
    assert str(judge_stack(RULE, bucket, literal)["acl"]) == "violated: bucket"
    own = resource(s3.OWNERSHIP_CONTROLS[0], "c", {"bucket": "orders", "rule": {"objectOwnership": "ObjectWriter"}})
    assert str(judge_stack(RULE, bucket, literal, own)["acl"]) == "fine"


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({}, "fine"),
        ({"acl": "private"}, "fine"),
        ({"acl": "bucket-owner-full-control"}, "fine"),
        ({"acl": "public-read"}, "violated: acl"),
        ({"acl": "log-delivery-write"}, "violated: acl"),
        ({"acl": UNKNOWN}, "undetermined: acl"),
        ({"grants": []}, "fine"),
        ({"grants": [{"type": "Group"}]}, "violated: grants"),
    ],
)
def test_inline(inputs: dict[str, Any], verdict: str) -> None:
    bucket = resource(s3.BUCKET[0], "it", inputs)
    assert str(judge_stack(RULE, bucket)["it"]) == verdict
    old = resource(s3.BUCKET[0], "it", inputs, outputs={"id": "it"})
    assert str(judge_stack(RULE, old)["it"]) == "not applicable"


def test_old_form_of_pulumi_aws_6_accepts_its_own_default() -> None:
    legacy = resource(s3.BUCKET[0], "it", {"acl": "private", "bucket": "it"}, provider={"version": "6.83.4"})
    assert str(judge_stack(RULE, legacy)["it"]) == "fine"
    assert str(judge(RULE, bucket="elsewhere", acl="private")) == "not applicable"
