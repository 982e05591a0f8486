"""Names of properties in sentences: which words are names, and how each language writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypack.fix.names import in_language, names_in
from policypack.model.languages import LANGUAGES
from policypack.model.values import Value


@pytest.mark.parametrize(
    ("text", "python", "go"),
    [
        ('storageType is "gp2".', 'storage_type is "gp2".', 'StorageType is "gp2".'),
        ("ingress[0].fromPort is 22", "ingress[0].from_port is 22", "Ingress[0].FromPort is 22"),
        ("the group's targetType", "the group's target_type", "the group's TargetType"),
        ("assumeRolePolicy.Statement[0]", "assume_role_policy.Statement[0]", "AssumeRolePolicy.Statement[0]"),
        ("(fifoTopic, kmsKeyId).", "(fifo_topic, kms_key_id).", "(FifoTopic, KmsKeyId)."),
        ("subnetIds: at most 5", "subnet_ids: at most 5", "SubnetIds: at most 5"),
    ],
)
def test_a_name_follows_the_language(text: str, python: str, go: str) -> None:
    assert in_language(text, "python") == python
    assert in_language(text, "go") == in_language(text, "csharp") == go
    assert in_language(text, "typescript") == in_language(text, "yaml") == in_language(text, "java") == text


@pytest.mark.parametrize(
    "text",
    [
        'the key "maxReceiveCount" is "someValue"',
        'aws.iam.Role "webRole" and "she said \\"noValue\\" here"',
        "the Sid 'readAll' twice",
        "the configuration value shop:dbPassword",
        "arn:aws:iam::123456789012:role/webRole",
        "https://docs.aws.amazon.com/somePage.html",
        "aws:s3/bucketVersioning:BucketVersioning",
        "/widgets/0/someKey and <orderId>",
        "2 vCPUs of macOS with mTLS",
        "postgres on db.t4g.micro, engine and name",
    ],
)
def test_other_words_stay(text: str) -> None:
    assert names_in(text) == []
    assert in_language(text, "python") == text


@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_no_value_in_a_sentence_is_a_name(value: object) -> None:
    """However it is cut."""
    sentence = f"storageType is {Value(value, 'storageType')}: see kmsKeyId."
    for language in LANGUAGES:
        said = in_language(sentence, language)
        assert str(Value(value, "storageType")) in said
    assert names_in(sentence) == ["storageType", "kmsKeyId"]
