"""Boundaries of functions, of code from archives and of container images."""

import pytest

from policypack.aws.lambda_.rules.lambda_function_valid import RULE
from policypack.testing import UNKNOWN, judge, secret

ARCHIVE = {"runtime": "python3.13", "handler": "main.handler"}
LAYER = "arn:aws:lambda:us-east-1:123456789012:layer:shared:1"
IMAGE = {"packageType": "Image", "imageUri": "123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1"}


@pytest.mark.parametrize(
    ("inputs", "answer"),
    [
        ({}, "fine"),
        ({"timeout": 0}, "violated: timeout"),
        ({"timeout": "900"}, "fine"),
        ({"timeout": 901.0}, "violated: timeout"),
        ({"timeout": UNKNOWN}, "undetermined: timeout"),
        ({"memorySize": 127}, "violated: memorySize"),
        ({"memorySize": 128}, "fine"),
        ({"memorySize": 10240}, "fine"),
        ({"memorySize": 10241}, "violated: memorySize"),
        ({"memorySize": 16384, "capacityProviderConfig": {"lambdaManagedInstancesCapacityProviderConfig": {}}}, "fine"),
        ({"memorySize": "much"}, "undetermined: memorySize"),
        ({"ephemeralStorage": {"size": 511}}, "violated: ephemeralStorage.size"),
        ({"ephemeralStorage": {"size": 512}}, "fine"),
        ({"ephemeralStorage": {"size": 10241}}, "violated: ephemeralStorage.size"),
        ({"ephemeralStorage": UNKNOWN}, "undetermined: ephemeralStorage"),
        ({"name": "a" * 64}, "fine"),
        ({"name": "a" * 65}, "violated: name"),
        ({"name": "a b"}, "violated: name"),
        ({"name": secret("a.b")}, "violated: name"),
        ({"name": "arn:aws:lambda:us-east-1:123456789012:function:orders"}, "fine"),
        ({"layers": [LAYER] * 5}, "fine"),
        ({"layers": [LAYER, UNKNOWN]}, "undetermined: layers[1]"),
        ({"layers": [UNKNOWN] * 6}, "violated: layers"),
        ({"layers": UNKNOWN}, "undetermined: layers"),
        ({"handler": ""}, "violated: handler"),
        ({"handler": UNKNOWN}, "undetermined: handler"),
        ({"runtime": None}, "violated: runtime"),
        ({"runtime": None, "packageType": UNKNOWN}, "undetermined: packageType"),
    ],
)
def test_archive(inputs, answer):
    assert str(judge(RULE, **{**ARCHIVE, **inputs})) == answer


@pytest.mark.parametrize(
    ("inputs", "answer"),
    [
        ({}, "fine"),
        ({"handler": ""}, "fine"),
        ({"handler": "main.handler"}, "violated: handler"),
        ({"runtime": "python3.13"}, "violated: runtime"),
        ({"layers": ["a"]}, "violated: layers"),
        ({"layers": []}, "fine"),
        ({"layers": UNKNOWN}, "undetermined: layers"),
    ],
)
def test_image(inputs, answer):
    assert str(judge(RULE, **{**IMAGE, **inputs})) == answer
