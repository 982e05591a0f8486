"""What is public beyond doubt, and which buckets block it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from policypack.aws import s3
from policypack.aws.s3.rules.s3_public_policy_blocked import RULE
from policypack.fix import Edit
from policypack.model.resources import Resource
from policypack.model.verdicts import Answer
from policypack.testing import UNKNOWN, judge_stack, resource

ANYBODY = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}


def document(*statements: Any) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def policy(of: Resource, text: Any, **options: Any) -> Resource:
    return resource(s3.BUCKET_POLICY[0], "it", {"bucket": UNKNOWN, "policy": text}, depends={"bucket": [of]}, **options)


def block(of: Resource, **flags: Any) -> Resource:
    inputs = {"bucket": UNKNOWN, **flags}
    return resource(s3.PUBLIC_ACCESS_BLOCK[0], "block", inputs, depends={"bucket": [of]})


BUCKET = resource(s3.BUCKET[0], "b", {"bucket": "b"})


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (document(ANYBODY), "violated: policy"),
        (document({**ANYBODY, "Principal": {"AWS": "*"}}), "violated: policy"),
        (document({**ANYBODY, "Principal": {"AWS": ["arn:aws:iam::1:root", "*"]}}), "violated: policy"),
        (json.dumps({"Statement": ANYBODY}), "violated: policy"),
        ({"Statement": [ANYBODY]}, "violated: policy"),
        (document({**ANYBODY, "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}), "fine"),
        (document({**ANYBODY, "Principal": {"Service": "cloudfront.amazonaws.com"}}), "fine"),
        (document({**ANYBODY, "Condition": {"StringEquals": {"aws:SourceVpc": "vpc-1"}}}), "fine"),
        (document({**ANYBODY, "Effect": "Deny"}), "fine"),
        (
            document(ANYBODY, {**ANYBODY, "Effect": "Deny", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}),
            "violated: policy",
        ),
        (
            document(ANYBODY, {**ANYBODY, "Effect": "Deny", "Condition": {"StringNotEquals": {"aws:SourceVpc": "v"}}}),
            "fine",
        ),
        (UNKNOWN, "undetermined: policy"),
        ("{", "undetermined: policy"),
    ],
)
def test_public_policies_of_a_new_bucket(text: Any, verdict: str) -> None:
    assert str(judge_stack(RULE, BUCKET, policy(BUCKET, text))["it"]) == verdict


@pytest.mark.parametrize(
    ("flags", "verdict"),
    [
        ({"blockPublicPolicy": False}, "fine"),
        ({"blockPublicAcls": True}, "fine"),
        ({"blockPublicPolicy": True}, "violated: policy"),
        ({"blockPublicPolicy": "true"}, "violated: policy"),
        ({"blockPublicPolicy": UNKNOWN}, "undetermined: blockPublicPolicy"),
    ],
)
def test_a_block_of_the_buckets_own(flags: dict[str, Any], verdict: str) -> None:
    public = policy(BUCKET, document(ANYBODY))
    assert str(judge_stack(RULE, BUCKET, public, block(BUCKET, **flags))["it"]) == verdict


def test_the_accounts_block_wins() -> None:
    account = resource(s3.ACCOUNT_PUBLIC_ACCESS_BLOCK[0], "account", {"blockPublicPolicy": True})
    lifted = block(BUCKET, blockPublicPolicy=False)
    public = policy(BUCKET, document(ANYBODY))
    assert str(judge_stack(RULE, BUCKET, public, lifted, account)["it"]) == "violated: policy"


def test_an_unknown_policy_does_not_matter_where_nothing_blocks() -> None:
    lifted = block(BUCKET, blockPublicPolicy=False)
    assert str(judge_stack(RULE, BUCKET, policy(BUCKET, UNKNOWN), lifted)["it"]) == "fine"


def test_what_exists_is_left_alone() -> None:
    old = resource(s3.BUCKET[0], "b", {"bucket": "b"}, outputs={"id": "b"})
    assert str(judge_stack(RULE, old, policy(old, document(ANYBODY)))["it"]) == "fine"
    kept = policy(BUCKET, document(ANYBODY), outputs={"id": "b"})
    assert str(judge_stack(RULE, BUCKET, kept)["it"]) == "not applicable"
    assert str(judge_stack(RULE, old, policy(old, document(ANYBODY)), block(old, blockPublicPolicy=True))["it"]) == (
        "violated: policy"
    )


@pytest.mark.parametrize(
    ("acl", "verdict"),
    [
        ("public-read", "violated: acl"),
        ("private", "fine"),
        ("log-delivery-write", "fine"),
        (UNKNOWN, "undetermined: acl"),
    ],
)
@pytest.mark.parametrize("type_", s3.BUCKET_ACL)
def test_acls(type_: str, acl: Any, verdict: str) -> None:
    it = resource(type_, "it", {"bucket": "b", "acl": acl})
    assert str(judge_stack(RULE, BUCKET, it)["it"]) == verdict


def test_inline_policies() -> None:
    for type_ in s3.BUCKET:
        inline = resource(type_, "it", {"policy": document(ANYBODY)})
        assert str(judge_stack(RULE, inline)["it"]) == "violated: policy"
        old = resource(type_, "it", {"policy": document(ANYBODY)}, outputs={"id": "it"})
        assert str(judge_stack(RULE, old)["it"]) == "not applicable"


def test_the_fix_allows_one_distribution_instead_of_anyone() -> None:
    private = {**ANYBODY, "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}
    (verdict,) = (
        one
        for one in judge_stack(RULE, BUCKET, policy(BUCKET, document(private, ANYBODY)))["it"].verdicts
        if one.answer is Answer.VIOLATED
    )
    assert [step.inside for step in verdict.fix.steps if isinstance(step, Edit)] == [
        "Statement[1].Principal",
        "Statement[1].Condition",
    ]
