"""How documents get to a role."""

from __future__ import annotations

import json
from typing import Any

import pytest

from policypack.aws import iam
from policypack.aws.common.arns import Target
from policypack.aws.iam.documents import allows
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.testing import UNKNOWN, resource

EVERYTHING = json.dumps({"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
ROLE = resource(iam.ROLE[0], "deploy", {"name": "deploy"})
POLICY = resource(iam.POLICY[0], "all", {"name": "all", "policy": EVERYTHING})
MADE = resource(iam.POLICY[0], "all", {"policy": EVERYTHING}, outputs={"arn": "arn:aws:iam::123456789012:policy/all"})
TO_ROLE = {"role": [ROLE]}


def answer(role: Resource, *others: Resource) -> bool | None:
    stack = Stack((role, *others))
    return allows(iam.documents_of(role, stack), "s3:GetObject", Target("*")).truth


def attachment(kind: tuple[str, ...], inputs: dict[str, Any], depends: dict[str, Any] | None = None) -> Resource:
    return resource(kind[0], "attachment", inputs, depends=depends)


@pytest.mark.parametrize(
    "others",
    [
        [attachment(iam.ROLE_POLICY, {"role": UNKNOWN, "policy": EVERYTHING}, TO_ROLE)],
        [attachment(iam.ROLE_POLICY, {"role": "deploy", "policy": EVERYTHING})],
        [attachment(iam.ROLE_POLICY_ATTACHMENT, {"role": "deploy", "policyArn": ADMINISTRATOR})],
        [
            POLICY,
            attachment(iam.ROLE_POLICY_ATTACHMENT, {"role": "deploy", "policyArn": UNKNOWN}, {"policyArn": [POLICY]}),
        ],
        [
            MADE,
            attachment(
                iam.ROLE_POLICY_ATTACHMENT, {"role": "deploy", "policyArn": "arn:aws:iam::123456789012:policy/all"}
            ),
        ],
        [
            POLICY,
            attachment(iam.POLICY_ATTACHMENT, {"roles": ["deploy"], "policyArn": UNKNOWN}, {"policyArn": [POLICY]}),
        ],
        [
            POLICY,
            attachment(
                iam.ROLE_POLICY_ATTACHMENTS_EXCLUSIVE,
                {"roleName": "deploy", "policyArns": [UNKNOWN]},
                {"policyArns": [POLICY]},
            ),
        ],
    ],
)
def test_a_document_of_another_resource(others: list[Resource]) -> None:
    assert answer(ROLE, *others) is True
    assert answer(resource(iam.ROLE[0], "other", {"name": "other"}), *others) is False


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({}, False),
        ({"inlinePolicies": [{"name": "all", "policy": EVERYTHING}]}, True),
        ({"inlinePolicies": []}, False),
        ({"inlinePolicies": UNKNOWN}, None),
        ({"managedPolicyArns": [ADMINISTRATOR]}, True),
        ({"managedPolicyArns": ["arn:aws:iam::123456789012:policy/elsewhere"]}, None),
        ({"managedPolicyArns": ["arn:aws:iam::aws:policy/NotInTheTable"]}, None),
        ({"managedPolicyArns": UNKNOWN}, None),
        ({"managedPolicyArns": [UNKNOWN]}, None),
        ({"managedPolicyArns": [{"no": "text"}]}, None),
    ],
)
def test_documents_in_the_role_itself(inputs: dict[str, Any], expected: bool | None) -> None:
    assert answer(resource(iam.ROLE[0], "deploy", {"name": "deploy", **inputs})) is expected


def test_a_policy_that_an_exclusive_list_removes_does_not_count() -> None:
    policy = resource(iam.ROLE_POLICY[0], "all", {"name": "all", "role": "deploy", "policy": EVERYTHING})
    keeps = attachment(iam.ROLE_POLICIES_EXCLUSIVE, {"roleName": "deploy", "policyNames": ["all"]})
    removes = attachment(iam.ROLE_POLICIES_EXCLUSIVE, {"roleName": "deploy", "policyNames": ["other"]})
    open_ = attachment(iam.ROLE_POLICIES_EXCLUSIVE, {"roleName": "deploy", "policyNames": UNKNOWN})
    assert answer(ROLE, policy, keeps) is True
    assert answer(ROLE, policy, removes) is False
    assert answer(ROLE, policy, open_) is None


def test_a_known_document_that_waits_for_a_resource_may_lack_parts() -> None:
    lacking = json.dumps({"Statement": [{"Effect": "Allow", "Action": "s3:*"}]})
    bucket = resource("aws:s3/bucket:Bucket", "orders")
    made = resource("aws:s3/bucket:Bucket", "orders", outputs={"arn": "arn:aws:s3:::orders"})
    component = resource("orders:storage:Store", "orders")
    policy = {"role": "deploy", "policy": lacking}
    assert answer(ROLE, bucket, attachment(iam.ROLE_POLICY, policy, {"policy": [bucket]})) is None
    assert answer(ROLE, made, attachment(iam.ROLE_POLICY, policy, {"policy": [made]})) is False
    assert answer(ROLE, component, attachment(iam.ROLE_POLICY, policy, {"policy": [component]})) is False
