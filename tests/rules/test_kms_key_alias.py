"""Aliases of every kind of key, and names that are no customer's."""

import pytest

from policypack.aws import kms
from policypack.aws.kms.rules.kms_key_alias import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret


def verdict(*resources):
    return str(judge_stack(RULE, *resources)["data"])


def alias(key, **inputs):
    return resource(kms.ALIAS[0], "alias", {"targetKeyId": UNKNOWN, **inputs}, depends={"targetKeyId": [key]})


@pytest.mark.parametrize("type_", kms.KEY)
def test_every_kind_of_key(type_):
    key = resource(type_, "data")
    assert verdict(key) == "violated: alias"
    assert verdict(key, alias(key, name="alias/data")) == "fine"


@pytest.mark.parametrize(
    ("inputs", "answer"),
    [
        ({"name": "alias/aws/data"}, "violated: alias"),
        ({"name": "alias/aws-data"}, "fine"),
        ({"name": "data"}, "violated: alias"),
        ({"name": ""}, "violated: alias"),
        ({"name": secret("alias/data")}, "fine"),
        ({"name": UNKNOWN}, "undetermined: name"),
        ({"namePrefix": "alias/data-"}, "fine"),
        ({"namePrefix": "alias/aws/"}, "violated: alias"),
        ({"namePrefix": UNKNOWN}, "undetermined: namePrefix"),
        ({}, "fine"),
    ],
)
def test_names(inputs, answer):
    key = resource(kms.KEY[0], "data")
    assert verdict(key, alias(key, **inputs)) == answer


def test_one_good_alias_is_enough():
    key = resource(kms.KEY[0], "data")
    second = resource(kms.ALIAS[0], "second", {"targetKeyId": UNKNOWN, "name": UNKNOWN}, depends={"targetKeyId": [key]})
    assert verdict(key, alias(key, name="alias/data"), second) == "fine"


@pytest.mark.parametrize("target", ["key-1", "arn:aws:kms:eu-south-2:111122223333:key/key-1"])
def test_the_values_of_an_update_link(target):
    outputs = {"id": "key-1", "keyId": "key-1", "arn": "arn:aws:kms:eu-south-2:111122223333:key/key-1"}
    key = resource(kms.KEY[0], "data", outputs=outputs)
    inputs = {"targetKeyId": target, "name": "alias/data"}
    assert verdict(key, resource(kms.ALIAS[0], "alias", inputs, outputs=inputs)) == "fine"
    elsewhere = {"targetKeyId": "key-2", "name": "alias/data"}
    assert verdict(key, resource(kms.ALIAS[0], "alias", elsewhere, outputs=elsewhere)) == "violated: alias"


def test_the_alias_of_another_key():
    data, logs = resource(kms.KEY[0], "data"), resource(kms.KEY[0], "logs")
    assert verdict(data, logs, alias(logs, name="alias/logs")) == "violated: alias"


def test_a_fix_renames_the_alias_that_the_key_has():
    key = resource(kms.KEY[0], "data")
    judged = judge_stack(RULE, key, alias(key, name="alias/aws/data"))["data"]
    assert 'name="alias/data"  # on Alias "alias"' in judged.messages[0]
    judged = judge_stack(RULE, key)["data"]
    assert 'aws.kms.Alias("data", name="alias/data", target_key_id=data.key_id)' in judged.messages[0]
