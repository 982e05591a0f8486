"""Buckets that are not known yet, ARNs made of them, and actions by their resources."""

import json

import pytest

from policypack.aws.s3.rules.s3_bucket_policy_valid import RULE
from policypack.model.holes import Hole, Text
from policypack.testing import judge_stack, resource

BUCKET = "aws:s3/bucket:Bucket"
OWN, OTHER = resource(BUCKET, "own", {"bucket": "acme-own"}), resource(BUCKET, "other", {"bucket": "acme-other"})


def verdict(action: str, end: str, of: object = OWN) -> str:
    """The verdict on a policy of OWN whose resource is the ARN of a bucket, and what follows it."""
    arn = Hole(of.name, "arn", of.urn, prefix="arn:aws:s3:::", quotable=True)  # type: ignore[attr-defined]
    statement = {"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": action, "Resource": "ARN" + end}
    before, after = json.dumps({"Version": "2012-10-17", "Statement": [statement]}).split("ARN")
    policy = resource(
        "aws:s3/bucketPolicy:BucketPolicy",
        "it",
        {"bucket": "acme-own", "policy": Text((before, arn, after))},
        depends={"bucket": [OWN], "policy": [OWN, OTHER]},
    )
    return str(judge_stack(RULE, OWN, OTHER, policy)["it"])


@pytest.mark.parametrize(
    ("action", "end", "answer"),
    [
        ("s3:GetObject", "/*", "fine"),
        ("s3:ListBucket", "", "fine"),
        ("s3:GetObject", "", "violated: policy"),
        ("s3:ListBucket", "/*", "violated: policy"),
        ("s3:HeadObject", "/*", "violated: policy"),
        ("s3:Get*", "", "fine"),
    ],
)
def test_actions_apply_to_an_arn_that_is_not_known_yet(action: str, end: str, answer: str) -> None:
    assert verdict(action, end) == answer


def test_the_arn_of_another_bucket_is_not_in_this_one() -> None:
    assert verdict("s3:GetObject", "/*", OTHER) == "violated: policy"
