"""Conditions of rows: what an argument that a preview does not know answers."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.constraint import Constraint, needs
from policypack.model.conditions import argument
from policypack.model.rejections import Rejection
from policypack.testing import UNKNOWN, resource, secret

ROLE: Constraint = needs({"protocol": "firehose"}, "roleArn", "arn:aws:iam::1:role/r", error="e", source="s")
REJECTION = Rejection(service="SNS", condition="c", error="e", source="s", invalid="i", valid="v")


@pytest.mark.parametrize(
    ("value", "present"), [("a", True), (UNKNOWN, True), (secret("a"), True), (secret(""), False), ([], False)]
)
def test_present(value: Any, present: bool) -> None:
    assert argument("it").is_present().ask(resource("t", "r", {"it": value})).truth is present


@pytest.mark.parametrize(
    ("role", "answer"), [(None, "violated: roleArn"), ("", "violated: roleArn"), (UNKNOWN, "fine")]
)
def test_what_is_needed_may_be_an_output_of_another_resource(role: Any, answer: str) -> None:
    subject = resource("t", "r", {"protocol": "firehose", "roleArn": role})
    assert [str(one) for one in ROLE.verdicts(subject, REJECTION)] == [answer]
