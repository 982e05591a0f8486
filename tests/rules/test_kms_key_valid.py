"""Specs, usages, periods and custom stores of keys."""

import pytest

from policypack.aws.kms.rules.kms_key_valid import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource


@pytest.mark.parametrize(
    ("inputs", "answer"),
    [
        ({}, "fine"),
        ({"deletionWindowInDays": 6}, "violated: deletionWindowInDays"),
        ({"deletionWindowInDays": 7.0}, "fine"),
        ({"deletionWindowInDays": "30"}, "fine"),
        ({"deletionWindowInDays": 31}, "violated: deletionWindowInDays"),
        ({"deletionWindowInDays": UNKNOWN}, "undetermined: deletionWindowInDays"),
        ({"keyUsage": "GENERATE_VERIFY_MAC"}, "violated: keyUsage"),
        ({"keyUsage": "GENERATE_VERIFY_MAC", "customerMasterKeySpec": "HMAC_256"}, "fine"),
        ({"customerMasterKeySpec": "HMAC_256"}, "violated: keyUsage"),
        ({"keyUsage": "KEY_AGREEMENT", "customerMasterKeySpec": "ECC_NIST_P384"}, "fine"),
        ({"keyUsage": "KEY_AGREEMENT", "customerMasterKeySpec": "ECC_SECG_P256K1"}, "violated: keyUsage"),
        ({"keyUsage": "SIGN_VERIFY", "customerMasterKeySpec": "NEWER_THAN_THE_TABLE"}, "fine"),
        ({"keyUsage": UNKNOWN}, "undetermined: keyUsage"),
        ({"keyUsage": "SIGN_VERIFY", "customerMasterKeySpec": UNKNOWN}, "undetermined: customerMasterKeySpec"),
        ({"enableKeyRotation": "true"}, "fine"),
        ({"enableKeyRotation": True, "customerMasterKeySpec": "RSA_2048"}, "violated: enableKeyRotation"),
        ({"enableKeyRotation": False, "customerMasterKeySpec": "RSA_2048"}, "fine"),
        ({"enableKeyRotation": True, "rotationPeriodInDays": 89}, "violated: rotationPeriodInDays"),
        ({"enableKeyRotation": True, "rotationPeriodInDays": 90}, "fine"),
        ({"enableKeyRotation": True, "rotationPeriodInDays": 2560}, "fine"),
        ({"enableKeyRotation": True, "rotationPeriodInDays": 2561}, "violated: rotationPeriodInDays"),
        ({"customKeyStoreId": "cks-1"}, "fine"),
        ({"customKeyStoreId": "cks-1", "customerMasterKeySpec": "RSA_2048"}, "violated: customKeyStoreId"),
        ({"customKeyStoreId": "cks-1", "multiRegion": UNKNOWN}, "undetermined: multiRegion"),
        ({"customKeyStoreId": "", "multiRegion": True, "enableKeyRotation": True}, "fine"),
        ({"customKeyStoreId": UNKNOWN}, "fine"),
        ({"customKeyStoreId": UNKNOWN, "multiRegion": True}, "undetermined: customKeyStoreId"),
    ],
)
def test_key(inputs, answer):
    assert str(judge(RULE, **inputs)) == answer


@pytest.mark.parametrize(
    ("type_", "inputs", "answer"),
    [
        ("aws:kms/externalKey:ExternalKey", {"keySpec": "HMAC_256"}, "violated: keyUsage"),
        ("aws:kms/externalKey:ExternalKey", {"keySpec": "HMAC_256", "keyUsage": "GENERATE_VERIFY_MAC"}, "fine"),
        ("aws:kms/replicaKey:ReplicaKey", {"deletionWindowInDays": 31}, "violated: deletionWindowInDays"),
        ("aws:kms/replicaKey:ReplicaKey", {}, "not applicable"),
        ("aws:kms/replicaExternalKey:ReplicaExternalKey", {"deletionWindowInDays": 30}, "fine"),
    ],
)
def test_other_keys(type_, inputs, answer):
    assert str(judge_stack(RULE, resource(type_, "it", inputs))["it"]) == answer
