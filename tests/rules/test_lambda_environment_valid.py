"""Names, size, secrets and unknown values of environment variables."""

import pytest

from policypack.aws.lambda_ import FUNCTION, RESERVED_VARIABLES
from policypack.aws.lambda_.rules.lambda_environment_valid import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

VIOLATED = "violated: environment.variables"


def judged(variables):
    return judge(RULE, environment={"variables": variables})


@pytest.mark.parametrize(
    ("variables", "answer"),
    [
        (None, "not applicable"),
        ({}, "not applicable"),
        ({"TABLE": "orders"}, "fine"),
        ({"TZ": "UTC", "PATH": "/opt/bin", "AWS_PROFILE": "x"}, "fine"),
        ({"a1": "x"}, "fine"),
        ({"a": "x"}, VIOLATED),
        ({"1a": "x"}, VIOLATED),
        ({"_HANDLER": "x"}, VIOLATED),
        ({"a-b": "x"}, VIOLATED),
        ({"AWS_REGION": UNKNOWN}, VIOLATED),
        ({"aws_region": "x"}, "fine"),
        ({"KEYS": "x" * 4092}, "fine"),
        ({"KEYS": "x" * 4093}, VIOLATED),
        ({"KEYS": secret("x" * 4093)}, VIOLATED),
        ({"KEYS": "\u00e9" * 2046}, "fine"),
        ({"KEYS": "\u00e9" * 2047}, VIOLATED),
        ({"KEYS": "x" * 4093, "OTHER": UNKNOWN}, VIOLATED),
        ({"KEYS": UNKNOWN}, "undetermined: environment.variables.KEYS"),
        (UNKNOWN, "undetermined: environment.variables"),
    ],
)
def test_variables(variables, answer):
    assert str(judged(variables)) == answer


@pytest.mark.parametrize("name", sorted(RESERVED_VARIABLES))
def test_each_reserved_name_is_refused(name):
    assert str(judged({name: "x"})) == VIOLATED


def test_what_waits_for_resources_is_undetermined():
    table = resource("aws:dynamodb/table:Table", "orders")

    def verdict(variables):
        inputs = {"environment": {"variables": variables}}
        function = resource(FUNCTION[0], "it", inputs, depends={"environment": [table]})
        return str(judge_stack(RULE, table, function)["it"])

    assert verdict({"TABLE": UNKNOWN}) == "undetermined: environment.variables.TABLE"
    assert verdict(UNKNOWN) == "undetermined: environment.variables"
    assert verdict({"TABLE": UNKNOWN, "KEYS": "x" * 4096}) == VIOLATED


def test_the_name_of_a_secret_entry_is_not_shown():
    (message,) = judged(secret({"hush-hush": "x"})).messages
    assert "hush" not in message
    (message,) = judged({"orders-table": "x"}).messages
    assert "orders-table" in message
