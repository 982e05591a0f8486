"""Whom a trust policy lets in, and what is not known of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from policypack.aws.iam.rules.iam_service_role_valid import RULE, TYPES
from policypack.aws.iam.service_roles import SERVICE_ROLES
from policypack.model.resources import Resource
from policypack.testing import UNKNOWN, judge_stack, resource

HALF_KNOWN = {"Statement": [{"Effect": "Allow", "Principal": {"Service": UNKNOWN}, "Action": "sts:AssumeRole"}]}


def trust(principal: Any, **more: Any) -> str:
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole", **more}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def role(policy: Any, name: str = "build") -> Resource:
    return resource("aws:iam/role:Role", name, {"assumeRolePolicy": policy})


def project(own: Resource) -> Resource:
    inputs = {"serviceRole": UNKNOWN, "artifacts": {"type": "NO_ARTIFACTS"}}
    return resource("aws:codebuild/project:Project", "it", inputs, depends={"serviceRole": [own]})


@pytest.mark.parametrize(
    ("policy", "verdict"),
    [
        (trust({"Service": "codebuild.amazonaws.com"}), "fine"),
        (trust({"Service": ["ec2.amazonaws.com", "codebuild.amazonaws.com"]}), "fine"),
        (trust({"Service": "codebuild.eu-west-1.amazonaws.com"}), "fine"),
        (trust({"Service": "codebuild.amazonaws.com.cn"}), "fine"),
        (trust({"Service": "codebuild.amazonaws.com"}, Condition={"StringEquals": {"aws:SourceAccount": "1"}}), "fine"),
        (trust({"Service": "codebuild.amazonaws.com"}, Action=["sts:TagSession", "sts:*"]), "fine"),
        (trust("*"), "fine"),
        (trust({"AWS": "*"}), "fine"),
        (trust({"Service": "codebuild.amazonaws.com"}, Action="sts:TagSession"), "violated: serviceRole"),
        (trust({"Service": "codebuild.amazonaws.com"}, Effect="Deny"), "violated: serviceRole"),
        (trust({"Service": "ec2.amazonaws.com"}), "violated: serviceRole"),
        (trust({"Service": "mycodebuild.amazonaws.com"}), "violated: serviceRole"),
        (trust({"AWS": "arn:aws:iam::123456789012:root"}), "violated: serviceRole"),
        (UNKNOWN, "undetermined: assumeRolePolicy"),
        (HALF_KNOWN, "undetermined: assumeRolePolicy.Statement[0].Principal.Service"),
    ],
)
def test_whom_a_trust_policy_lets_in(policy: Any, verdict: str) -> None:
    own = role(policy)
    assert str(judge_stack(RULE, own, project(own))["it"]) == verdict


def test_a_role_of_another_stack_is_not_judged() -> None:
    by_arn = resource("aws:codebuild/project:Project", "it", {"serviceRole": "arn:aws:iam::123456789012:role/build"})
    assert str(judge_stack(RULE, role(trust({"Service": "ec2.amazonaws.com"})), by_arn)["it"]) == "fine"


def test_each_row_names_its_principal_and_each_type_is_asked() -> None:
    names = [one.rejection.invalid for one in SERVICE_ROLES]
    assert len(set(names)) == len(names)
    assert set(TYPES) == set(RULE.applies_to)
