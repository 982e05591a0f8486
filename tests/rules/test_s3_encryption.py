"""Both bucket families, inline and separate."""

import pytest

from policypack.aws.s3 import BUCKET, BUCKET_ENCRYPTION
from policypack.aws.s3.rules.s3_encryption import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

CURRENT, V2 = BUCKET
AT = "serverSideEncryptionConfiguration"


def default(algorithm):
    return {"applyServerSideEncryptionByDefault": {"sseAlgorithm": algorithm}}


def verdict(*resources):
    return str(judge_stack(RULE, *resources)["logs"])


@pytest.mark.parametrize("separate", BUCKET_ENCRYPTION)
@pytest.mark.parametrize("type_", BUCKET)
@pytest.mark.parametrize(
    ("rules", "answer"),
    [
        ([default("AES256")], "fine"),
        ([default("aws:kms")], "fine"),
        ([default("aws:kms:dsse")], "fine"),
        ([default(secret("aws:kms"))], "fine"),
        ([{"bucketKeyEnabled": True}], f"violated: {AT}"),
        ([], f"violated: {AT}"),
        (None, f"violated: {AT}"),
        ([default("")], f"violated: {AT}"),
        (UNKNOWN, "undetermined: rules"),
        ([UNKNOWN, default("AES256")], "fine"),
        ([default(UNKNOWN)], "undetermined: rules[0].applyServerSideEncryptionByDefault.sseAlgorithm"),
        ([default(7)], f"violated: {AT}"),
    ],
)
def test_a_separate_resource(type_, separate, rules, answer):
    bucket = resource(type_, "logs")
    inputs = {"bucket": UNKNOWN} if rules is None else {"bucket": UNKNOWN, "rules": rules}
    assert verdict(bucket, resource(separate, "logs", inputs, depends={"bucket": [bucket]})) == answer


@pytest.mark.parametrize(
    ("type_", "inputs", "answer"),
    [
        (CURRENT, {}, f"violated: {AT}"),
        (CURRENT, {AT: {"rule": default("AES256")}}, "fine"),
        (CURRENT, {AT: {"rule": {}}}, f"violated: {AT}"),
        (CURRENT, {AT: UNKNOWN}, f"undetermined: {AT}"),
        (
            CURRENT,
            {AT: {"rule": default(UNKNOWN)}},
            f"undetermined: {AT}.rule.applyServerSideEncryptionByDefault.sseAlgorithm",
        ),
        (
            V2,
            {f"{AT}s": [{"rules": [{"applyServerSideEncryptionByDefaults": [{"sseAlgorithm": "aws:kms"}]}]}]},
            "fine",
        ),
        (V2, {f"{AT}s": [{"rules": []}]}, f"violated: {AT}"),
        (V2, {f"{AT}s": UNKNOWN}, f"undetermined: {AT}s"),
    ],
)
def test_inline(type_, inputs, answer):
    assert verdict(resource(type_, "logs", inputs)) == answer


def test_a_literal_name_and_the_values_of_an_update_link():
    bucket = resource(CURRENT, "logs", {"bucket": "acme-logs"}, outputs={"id": "acme-logs"})
    inputs = {"bucket": "acme-logs", "rules": [default("AES256")]}
    assert verdict(bucket, resource(BUCKET_ENCRYPTION[0], "logs", inputs)) == "fine"
    assert verdict(bucket, resource(BUCKET_ENCRYPTION[0], "logs", {**inputs, "bucket": "x"})) == f"violated: {AT}"


@pytest.mark.parametrize(
    ("type_", "version", "code"),
    [
        (CURRENT, "6.83.4", "server_side_encryption_configuration={"),
        (CURRENT, "7.51.1", "aws.s3.BucketServerSideEncryptionConfiguration("),
        (V2, "6.83.4", "aws.s3.BucketServerSideEncryptionConfigurationV2("),
    ],
)
def test_the_code_is_of_the_bucket_s_own_family(type_, version, code):
    (message,) = judge_stack(RULE, resource(type_, "logs", provider={"version": version}))["logs"].messages
    assert code in message
