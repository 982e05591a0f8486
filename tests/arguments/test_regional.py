"""What is in another region: by an ARN, by another provider's resource, and what is not said."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.arguments.regional import regional_arguments, regional_types
from policypack.aws.arguments.rules.aws_references_in_region import RULE
from policypack.catalog.schema import input_schema
from policypack.model.paths import steps
from policypack.testing import UNKNOWN, judge_stack, resource

HERE, THERE = {"region": "us-east-1"}, {"region": "eu-west-1"}
STREAM, KEY = "aws:kinesis/stream:Stream", "aws:kms/key:Key"
FAR = "arn:aws:kms:eu-west-1:123456789012:key/orders"


def test_each_argument_exists() -> None:
    for type_ in regional_types():
        for path in regional_arguments(type_):
            fields = input_schema(type_)
            for name in (str(step) for step in steps(path) if isinstance(step, str)):
                assert name in fields, f"{type_} has no {path}"
                own = fields[name]
                fields = own.fields or (own.element.fields if own.element else {})


@pytest.mark.parametrize(
    ("inputs", "provider", "verdict"),
    [
        ({"kmsKeyId": FAR}, HERE, "violated: kmsKeyId"),
        ({"kmsKeyId": FAR}, THERE, "fine"),
        ({"kmsKeyId": FAR, "region": "eu-west-1"}, HERE, "fine"),
        ({"kmsKeyId": FAR}, {}, "fine"),
        ({"kmsKeyId": FAR}, {"region": UNKNOWN}, "undetermined: region"),
        ({"kmsKeyId": "alias/orders"}, HERE, "fine"),
        ({"kmsKeyId": ""}, HERE, "fine"),
        ({"kmsKeyId": UNKNOWN}, HERE, "undetermined: kmsKeyId"),
        ({}, HERE, "not applicable"),
    ],
)
def test_an_arn_names_its_region(inputs: dict[str, Any], provider: dict[str, Any], verdict: str) -> None:
    subject = resource(STREAM, "it", inputs, provider=provider)
    assert str(judge_stack(RULE, subject)["it"]) == verdict


@pytest.mark.parametrize(
    ("type_", "provider", "verdict"),
    [
        (KEY, HERE, "fine"),
        (KEY, THERE, "violated: kmsKeyId"),
        ("aws:ssm/parameter:Parameter", THERE, "fine"),
        ("aws:cloudformation/stack:Stack", HERE, "undetermined: kmsKeyId"),
    ],
)
def test_an_output_is_in_the_region_of_its_resource(type_: str, provider: dict[str, Any], verdict: str) -> None:
    key = resource(type_, "key", provider=provider)
    subject = resource(STREAM, "it", {"kmsKeyId": UNKNOWN}, depends={"kmsKeyId": [key]}, provider=HERE)
    assert str(judge_stack(RULE, key, subject)["it"]) == verdict


@pytest.mark.parametrize(
    ("arn", "verdict"),
    [
        ("arn:aws:acm:eu-west-1:123456789012:certificate/orders", "violated: certificateArn"),
        ("arn:aws:acm:us-east-1:123456789012:certificate/orders", "fine"),
        ("arn:aws-cn:acm:cn-north-1:123456789012:certificate/orders", "fine"),
    ],
)
def test_what_cloudfront_answers_for_has_its_certificate_in_one_region(arn: str, verdict: str) -> None:
    subject = resource("aws:cognito/userPoolDomain:UserPoolDomain", "it", {"certificateArn": arn}, provider=THERE)
    assert str(judge_stack(RULE, subject)["it"]) == verdict
