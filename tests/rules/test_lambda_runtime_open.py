"""Runtimes that are closed, that will be, that nobody knows, and functions that exist."""

import pytest

from policypack.aws.lambda_ import FUNCTION
from policypack.aws.lambda_.rules.lambda_runtime_open import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret


@pytest.mark.parametrize(
    ("runtime", "answer"),
    [
        ("python2.7", "violated: runtime"),
        ("go1.x", "violated: runtime"),
        (secret("nodejs12.x"), "violated: runtime"),
        ("nodejs16.x", "fine"),
        ("python3.13", "fine"),
        ("python9.9", "fine"),
        (UNKNOWN, "undetermined: runtime"),
        (None, "not applicable"),
        ([], "fine"),
    ],
)
def test_a_new_function(runtime, answer):
    assert str(judge(RULE, runtime=runtime)) == answer


def test_a_function_that_exists_goes_on():
    function = resource(FUNCTION[0], "it", {"runtime": "python2.7"}, outputs={"arn": "arn:aws:lambda:::it"})
    assert str(judge_stack(RULE, function)["it"]) == "not applicable"


def test_the_message_names_the_date_and_the_fix_the_successor():
    (message,) = judge(RULE, runtime="nodejs10.x").messages
    assert "closed since 2021-07-30" in message
    assert 'runtime="nodejs' in message
    assert "nodejs10.x" not in message.split("runtime=")[-1]
