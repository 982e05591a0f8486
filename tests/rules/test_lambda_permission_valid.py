"""Qualifiers, function URLs and principals."""

import pytest

from policypack.aws.lambda_ import PERMISSION, PROVISIONED_CONCURRENCY
from policypack.aws.lambda_.rules.lambda_permission_valid import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret


@pytest.mark.parametrize(
    ("inputs", "answer"),
    [
        ({}, "fine"),
        ({"qualifier": "live"}, "fine"),
        ({"qualifier": 1.0}, "fine"),
        ({"qualifier": "$LATEST"}, "violated: qualifier"),
        ({"qualifier": secret("$LATEST")}, "violated: qualifier"),
        ({"qualifier": UNKNOWN}, "undetermined: qualifier"),
        ({"functionUrlAuthType": "AWS_IAM"}, "violated: functionUrlAuthType"),
        ({"functionUrlAuthType": "AWS_IAM", "action": "lambda:InvokeFunctionUrl"}, "fine"),
        ({"functionUrlAuthType": "", "action": "lambda:InvokeFunction"}, "fine"),
        ({"functionUrlAuthType": "NONE", "action": UNKNOWN}, "undetermined: action"),
        ({"principal": "amazonaws.com"}, "violated: principal"),
        ({"principal": "*"}, "fine"),
        ({"principal": UNKNOWN}, "undetermined: principal"),
    ],
)
def test_permission(inputs, answer):
    whole = {"action": "lambda:InvokeFunction", "principal": "s3.amazonaws.com", **inputs}
    assert str(judge_stack(RULE, resource(PERMISSION[0], "it", whole))["it"]) == answer


@pytest.mark.parametrize(
    ("qualifier", "answer"), [("$LATEST", "violated: qualifier"), ("7", "fine"), (UNKNOWN, "undetermined: qualifier")]
)
def test_provisioned_concurrency(qualifier, answer):
    warm = resource(PROVISIONED_CONCURRENCY[0], "it", {"qualifier": qualifier})
    assert str(judge_stack(RULE, warm)["it"]) == answer
