"""Who may change a key's policy again, in documents of all shapes."""

import json

import pytest

from policypack.aws import kms
from policypack.aws.kms.rules.kms_key_policy_updatable import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

ROOT = {"AWS": "arn:aws:iam::123456789012:root"}


def statement(**parts):
    return {"Effect": "Allow", "Principal": ROOT, "Action": "kms:*", "Resource": "*", **parts}


@pytest.mark.parametrize(
    ("statements", "answer"),
    [
        ([statement()], "fine"),
        (statement(), "fine"),
        ([statement(Action="KMS:putkeypolicy")], "fine"),
        ([statement(Action="kms:Put*")], "fine"),
        ([statement(Action="kms:Decrypt")], "violated: policy"),
        ([statement(Action=None, NotAction="kms:Decrypt")], "fine"),
        ([statement(Action=None, NotAction="kms:*")], "violated: policy"),
        ([statement(Effect="Deny")], "violated: policy"),
        ([statement(Principal="*")], "fine"),
        ([statement(Principal={"AWS": "*"}, Condition={"StringEquals": {"kms:CallerAccount": "1"}})], "fine"),
        ([statement(Principal={"Service": "s3.amazonaws.com"})], "violated: policy"),
        ([statement(Principal={"Service": "s3.amazonaws.com", **ROOT})], "fine"),
        ([statement(Principal={"Service": "s3.amazonaws.com"}), statement()], "fine"),
        ([], "violated: policy"),
    ],
)
def test_statements(statements, answer):
    document = {"Version": "2012-10-17", "Statement": statements}
    for policy in (document, json.dumps(document), secret(json.dumps(document))):
        assert str(judge(RULE, policy=policy)) == answer


@pytest.mark.parametrize(
    ("inputs", "answer"),
    [
        ({}, "not applicable"),
        ({"policy": ""}, "not applicable"),
        ({"policy": UNKNOWN}, "undetermined: policy"),
        ({"policy": UNKNOWN, "bypassPolicyLockoutSafetyCheck": True}, "not applicable"),
        ({"policy": {"Statement": []}, "bypassPolicyLockoutSafetyCheck": "true"}, "not applicable"),
        ({"policy": {"Statement": []}, "bypassPolicyLockoutSafetyCheck": False}, "violated: policy"),
        ({"policy": {"Statement": [UNKNOWN]}}, "undetermined: policy.Statement[0]"),
        ({"policy": "not JSON"}, "undetermined: policy"),
    ],
)
def test_inputs(inputs, answer):
    assert str(judge(RULE, **inputs)) == answer


def test_what_a_preview_has_left_out_of_a_document_may_be_the_statement():
    role = resource("aws:iam/role:Role", "admin")
    policy = {"Statement": [statement(Action="kms:Decrypt")]}
    key = resource(kms.KEY[0], "orders", {"policy": json.dumps(policy)}, depends={"policy": [role]})
    assert str(judge_stack(RULE, role, key)["orders"]) == "undetermined: policy"
    made = resource("aws:iam/role:Role", "admin", outputs={"arn": "arn:aws:iam::123456789012:role/admin"})
    assert str(judge_stack(RULE, made, key)["orders"]) == "violated: policy"
