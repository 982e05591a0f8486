"""Boundaries of recovery windows, of what a version holds and of rotation."""

import pytest

from policypack.aws import secretsmanager
from policypack.aws.secretsmanager.rules.secret_valid import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

SECRET, VERSION, ROTATION = (
    types[0] for types in (secretsmanager.SECRET, secretsmanager.SECRET_VERSION, secretsmanager.SECRET_ROTATION)
)


@pytest.mark.parametrize(
    ("type_", "inputs", "answer"),
    [
        (SECRET, {}, "not applicable"),
        (SECRET, {"recoveryWindowInDays": 0}, "fine"),
        (SECRET, {"recoveryWindowInDays": 6}, "violated: recoveryWindowInDays"),
        (SECRET, {"recoveryWindowInDays": "7"}, "fine"),
        (SECRET, {"recoveryWindowInDays": 30.0}, "fine"),
        (SECRET, {"recoveryWindowInDays": 31}, "violated: recoveryWindowInDays"),
        (SECRET, {"recoveryWindowInDays": -1}, "violated: recoveryWindowInDays"),
        (SECRET, {"recoveryWindowInDays": UNKNOWN}, "undetermined: recoveryWindowInDays"),
        (VERSION, {"secretString": secret("a" * 65536)}, "fine"),
        (VERSION, {"secretString": secret("a" * 65537)}, "violated: secretString"),
        (VERSION, {"secretString": secret("\u00e9" * 32768)}, "fine"),
        (VERSION, {"secretString": secret("\u00e9" * 32769)}, "violated: secretString"),
        (VERSION, {"secretString": secret("\ud800")}, "fine"),
        (VERSION, {"secretString": secret(UNKNOWN)}, "undetermined: secretString"),
        (VERSION, {"secretBinary": secret("a")}, "not applicable"),
        (ROTATION, {"rotationRules": {"automaticallyAfterDays": 0}}, "violated: rotationRules.automaticallyAfterDays"),
        (ROTATION, {"rotationRules": {"automaticallyAfterDays": 1}}, "fine"),
        (ROTATION, {"rotationRules": {"automaticallyAfterDays": 1000}}, "fine"),
        (
            ROTATION,
            {"rotationRules": {"automaticallyAfterDays": 1001}},
            "violated: rotationRules.automaticallyAfterDays",
        ),
        (ROTATION, {"rotationRules": {"scheduleExpression": "rate(10 days)"}}, "fine"),
        (ROTATION, {"rotationRules": UNKNOWN}, "undetermined: rotationRules"),
    ],
)
def test_verdict(type_, inputs, answer):
    assert str(judge_stack(RULE, resource(type_, "it", inputs))["it"]) == answer


def test_credentials_of_a_database_to_come_are_undetermined():
    database = resource("aws:rds/instance:Instance", "orders")
    version = resource(VERSION, "it", {"secretString": secret(UNKNOWN)}, depends={"secretString": [database]})
    assert str(judge_stack(RULE, database, version)["it"]) == "undetermined: secretString"


def test_no_message_shows_the_content():
    judged = judge_stack(RULE, resource(VERSION, "it", {"secretString": secret("hush" * 20000)}))["it"]
    assert judged.messages
    assert all("hush" not in message for message in judged.messages)
