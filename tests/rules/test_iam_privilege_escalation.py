"""Which documents give an identity more rights than it has, and what confines them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from policypack.aws.iam.rules.iam_privilege_escalation import RULE, escalations
from policypack.testing import UNKNOWN, judge_stack, resource, secret

POLICY = "aws:iam/policy:Policy"
WRITE = {"Effect": "Allow", "Action": "iam:PutRolePolicy", "Resource": "*"}
PASS = {"Effect": "Allow", "Action": ["iam:PassRole"], "Resource": ["*"]}
CALL = {"Effect": "Allow", "Action": ["lambda:CreateFunction", "lambda:Invoke*"], "Resource": "*"}


def text(*statements: Any) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


@pytest.mark.parametrize(
    ("policy", "verdict"),
    [
        (text(WRITE), "violated: policy"),
        (secret(text(WRITE)), "violated: policy"),
        ({"Statement": WRITE}, "violated: policy"),
        (text({**WRITE, "Action": "iam:*"}), "violated: policy"),
        (text({**WRITE, "Action": ["IAM:putrolepolicy"]}), "violated: policy"),
        (text({**WRITE, "Action": ["iam:Get*", "iam:List*"]}), "fine"),
        (text({**WRITE, "Resource": "arn:aws:iam::123456789012:role/orders"}), "fine"),
        (text({**WRITE, "Resource": "arn:aws:iam::123456789012:user/${aws:username}"}), "fine"),
        (
            text({**WRITE, "Condition": {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::1:policy/b"}}}),
            "fine",
        ),
        (text({**WRITE, "Effect": "Deny"}), "fine"),
        (text({"Effect": "Allow", "NotAction": "s3:*", "Resource": "*"}), "violated: policy"),
        (text({"Effect": "Allow", "NotAction": ["iam:*", "organizations:*"], "Resource": "*"}), "fine"),
        (text({**WRITE, "Action": "*"}), "fine"),
        (text(WRITE, {**WRITE, "Action": "*"}), "fine"),
        (text(PASS), "fine"),
        (text(CALL), "fine"),
        (text(PASS, CALL), "violated: policy"),
        (text(PASS, {**CALL, "Action": "lambda:CreateFunction"}), "fine"),
        (text({**PASS, "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}}, CALL), "fine"),
        (text(WRITE, {"Effect": "Deny", "Action": "iam:*", "Resource": "*"}), "fine"),
        (text(WRITE, {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}), "violated: policy"),
        (text(WRITE, {"Effect": "Deny", "NotAction": "iam:*", "Resource": "*"}), "violated: policy"),
        ({"Statement": [{**WRITE, "Action": UNKNOWN}]}, "undetermined: policy"),
        ({"Statement": [{**WRITE, "Resource": UNKNOWN}]}, "undetermined: policy"),
        ({"Statement": [WRITE, UNKNOWN]}, "undetermined: policy"),
        (UNKNOWN, "undetermined: policy"),
        ("no JSON", "undetermined: policy"),
    ],
)
def test_verdict(policy: Any, verdict: str) -> None:
    found = judge_stack(RULE, resource(POLICY, "it", {"policy": policy}))["it"]
    assert str(found).startswith(verdict)


@pytest.mark.parametrize(
    ("kind", "by", "owner"),
    [
        ("aws:iam/rolePolicy:RolePolicy", "role", "aws:iam/role:Role"),
        ("aws:iam/userPolicy:UserPolicy", "user", "aws:iam/user:User"),
    ],
)
@pytest.mark.parametrize(("bounds", "verdict"), [({"permissionsBoundary": UNKNOWN}, "fine"), ({}, "violated: policy")])
def test_a_boundary_confines_inline_policies(kind: str, by: str, owner: str, bounds: Any, verdict: str) -> None:
    holder = resource(owner, "who", {"name": "deploy", **bounds})
    inline = resource(kind, "it", {by: "deploy", "policy": text(WRITE)})
    assert str(judge_stack(RULE, holder, inline)["it"]) == verdict


@pytest.mark.parametrize(
    ("bounds", "verdict"), [({"permissionsBoundary": "arn:aws:iam::123456789012:policy/b"}, "fine"), ({}, "violated")]
)
def test_a_boundary_confines_the_policies_of_a_role(bounds: Any, verdict: str) -> None:
    role = resource("aws:iam/role:Role", "it", {"inlinePolicies": [{"name": "w", "policy": text(WRITE)}], **bounds})
    assert str(judge_stack(RULE, role)["it"]).split(":")[0] == verdict


def test_each_known_way_is_found_and_needs_all_of_its_actions() -> None:
    for one in escalations():
        for actions in (one.actions, *([part for part in one.actions if part != left] for left in one.actions)):
            policy = text({"Effect": "Allow", "Action": list(actions), "Resource": "*"})
            found = judge_stack(RULE, resource(POLICY, "it", {"policy": policy}))["it"]
            assert str(found) == ("violated: policy" if actions == one.actions else "fine"), actions
