"""What documents allow: wildcards, NotAction, NotResource, Deny, and what is not known of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from policypack.aws.common.arns import Target
from policypack.aws.iam.documents import Attached, Document, allows
from policypack.aws.iam.managed_policies import managed_policy
from policypack.model.facts import FALSE, TRUE, Reason, unknown
from policypack.model.values import UNKNOWN, Secret, Value

OBJECTS = Target("arn:*:s3:::orders/*")


def attached(*statements: Any, holds: Any = TRUE, text: bool = True) -> Attached:
    document = {"Version": "2012-10-17", "Statement": list(statements)}
    return Attached(Document(Value(json.dumps(document) if text else document, "policy", "it")), holds)


def allow(action: Any = "s3:GetObject", resource: Any = "*", **more: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def deny(action: Any = "s3:GetObject", resource: Any = "*", **more: Any) -> dict[str, Any]:
    return {**allow(action, resource, **more), "Effect": "Deny"}


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([], False),
        ([allow()], True),
        ([allow("S3:getobject")], True),
        ([allow("s3:Get*")], True),
        ([allow("s3:GetObjec?")], True),
        ([allow("*")], True),
        ([allow("s3:GetObjectVersion")], False),
        ([allow(["s3:PutObject", "s3:Get*"])], True),
        ([allow(resource="arn:aws:s3:::orders")], False),
        ([allow(resource=["arn:aws:s3:::orders", "arn:aws:s3:::orders/*"])], True),
        ([{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}], True),
        ([{"Effect": "Allow", "NotAction": ["s3:*"], "Resource": "*"}], False),
        ([{"Effect": "Allow", "Action": "s3:*", "NotResource": "arn:aws:s3:::other/*"}], True),
        ([{"Effect": "Allow", "Action": "s3:*", "NotResource": "arn:aws:s3:::orders/*"}], False),
        ([{"Effect": "Allow", "Action": "s3:*"}], False),
        ([allow(Condition={"StringEquals": {"aws:ResourceAccount": "123456789012"}})], True),
        ([allow(), deny()], False),
        ([deny(), allow()], False),
        ([allow(), deny(resource="arn:aws:s3:::other/*")], True),
        ([allow(), deny(resource="arn:aws:s3:::orders/secret/*")], True),
        ([allow(), deny(Condition={"Bool": {"aws:SecureTransport": "false"}})], True),
        ([allow(), {"Effect": "Deny", "NotAction": "iam:*", "Resource": "*"}], False),
        ([allow(), {"Effect": "Deny", "Action": "*", "NotResource": "arn:aws:s3:::orders/*"}], True),
        ([{"Effect": "allow", "Action": "*", "Resource": "*"}], False),
        (["no statement", 7, None], False),
    ],
)
@pytest.mark.parametrize("text", [True, False])
def test_allows(statements: list[Any], expected: bool, text: bool) -> None:
    assert allows([attached(*statements, text=text)], "s3:GetObject", OBJECTS).truth is expected


def test_one_statement_needs_no_list() -> None:
    document = Document(Value('{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}', "policy"))
    assert document.allows("s3:GetObject", OBJECTS).truth is True


def test_a_deny_in_another_document_wins() -> None:
    assert allows([attached(allow()), attached(deny())], "s3:GetObject", OBJECTS).truth is False
    assert allows([attached(allow()), attached(deny(), holds=FALSE)], "s3:GetObject", OBJECTS).truth is True
    assert allows([attached(allow()), attached(deny(), holds=unknown())], "s3:GetObject", OBJECTS).truth is None


@pytest.mark.parametrize("value", [UNKNOWN, Secret(UNKNOWN), "{broken", "not json", 7])
def test_a_document_that_cannot_be_read_leaves_the_answer_open(value: Any) -> None:
    unreadable = Attached(Document(Value(value, "policy", "it")), TRUE)
    assert str(allows([unreadable], "s3:GetObject", OBJECTS).because[0]) == "policy of it"


def test_unknown_parts_of_an_object() -> None:
    assert allows([attached(allow(resource=UNKNOWN), text=False)], "s3:GetObject", OBJECTS).truth is None
    assert allows([attached(allow(UNKNOWN), text=False)], "s3:GetObject", OBJECTS).truth is None
    assert allows([attached(allow("sqs:*", UNKNOWN), text=False)], "s3:GetObject", OBJECTS).truth is False
    assert allows([attached(UNKNOWN, allow(), text=False)], "s3:GetObject", OBJECTS).truth is None


def test_what_a_preview_leaves_out_cannot_be_missed() -> None:
    reason = Reason("policy", "it")
    holes = Document(attached({"Effect": "Allow", "Action": "s3:*"}).document.value, (reason,))
    assert holes.allows("s3:GetObject", OBJECTS).because == (reason,)
    there = Document(attached(allow()).document.value, (reason,))
    assert there.allows("s3:GetObject", OBJECTS).truth is True


def test_secret_documents_are_read() -> None:
    secret = Document(Value(Secret('{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'), "policy"))
    assert secret.allows("s3:GetObject", OBJECTS).truth is True


def test_managed_policies() -> None:
    def ask(name: str, action: str) -> bool | None:
        document = Document(Value(managed_policy(f"arn:aws:iam::aws:policy/{name}"), "policyArn"))
        return allows([Attached(document, TRUE)], action, Target("*")).truth

    assert ask("AdministratorAccess", "codebuild:StartBuild") is True
    assert ask("AmazonS3ReadOnlyAccess", "s3:GetObject") is True
    assert ask("AmazonS3ReadOnlyAccess", "s3:PutObject") is False
    assert ask("PowerUserAccess", "codebuild:StartBuild") is True
    assert ask("PowerUserAccess", "iam:PassRole") is False
    assert ask("service-role/AWSCodeDeployRole", "codedeploy:CreateDeployment") is False
    assert managed_policy("arn:aws:iam::aws:policy/NotInTheTable") is UNKNOWN
    assert managed_policy("arn:aws:iam::123456789012:policy/own") is UNKNOWN
    assert managed_policy("arn:aws-cn:iam::aws:policy/AdministratorAccess") is not UNKNOWN
