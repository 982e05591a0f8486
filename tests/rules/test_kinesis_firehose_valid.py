"""Delivery streams: buffers, compression and keys."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.kinesis.rules.kinesis_firehose_valid import RULE
from policypack.testing import UNKNOWN, judge

PARTITIONS = {"dynamicPartitioningConfiguration": {"enabled": True}}
CONVERTS = {"dataFormatConversionConfiguration": {"schemaConfiguration": {"tableName": "t"}}}
BAD = "violated: extendedS3Configuration"


@pytest.mark.parametrize(
    ("destination", "verdict"),
    [
        ({}, "not applicable"),
        ({"bufferingSize": 1}, "not applicable"),
        ({**PARTITIONS}, BAD),
        ({**PARTITIONS, "bufferingSize": 63}, BAD),
        (
            {
                **PARTITIONS,
                "bufferingSize": "64",
                "prefix": "!{partitionKeyFromQuery:customer}/",
                "errorOutputPrefix": "errors/",
            },
            "fine",
        ),
        ({"dynamicPartitioningConfiguration": {"enabled": False}}, "not applicable"),
        ({**CONVERTS}, BAD),
        ({**CONVERTS, "bufferingSize": 64}, "fine"),
        ({**CONVERTS, "bufferingSize": 64, "compressionFormat": "UNCOMPRESSED"}, "fine"),
        ({**CONVERTS, "bufferingSize": 64, "compressionFormat": "GZIP"}, BAD),
        ({"dataFormatConversionConfiguration": {"enabled": False}, "compressionFormat": "GZIP"}, "not applicable"),
        ({**CONVERTS, "bufferingSize": UNKNOWN}, "undetermined: extendedS3Configuration.bufferingSize"),
        ({"dataFormatConversionConfiguration": UNKNOWN, "bufferingSize": 64}, "fine"),
        (
            {"dataFormatConversionConfiguration": UNKNOWN},
            "undetermined: extendedS3Configuration.dataFormatConversionConfiguration",
        ),
    ],
)
def test_destinations(destination: dict[str, Any], verdict: str) -> None:
    assert str(judge(RULE, extendedS3Configuration=destination)) == verdict


@pytest.mark.parametrize(
    ("encryption", "verdict"),
    [
        ({"enabled": True}, "not applicable"),
        ({"enabled": True, "keyType": "AWS_OWNED_CMK"}, "not applicable"),
        ({"enabled": True, "keyArn": "arn:aws:kms:us-east-1:1:key/k"}, "violated: serverSideEncryption"),
        ({"enabled": True, "keyType": "CUSTOMER_MANAGED_CMK"}, "violated: serverSideEncryption"),
        ({"enabled": True, "keyType": "CUSTOMER_MANAGED_CMK", "keyArn": UNKNOWN}, "fine"),
        ({"enabled": False, "keyType": "CUSTOMER_MANAGED_CMK"}, "not applicable"),
        ({"enabled": True, "keyType": UNKNOWN}, "undetermined: serverSideEncryption.keyType"),
        (UNKNOWN, "undetermined: serverSideEncryption"),
        (None, "not applicable"),
    ],
)
def test_encryption(encryption: Any, verdict: str) -> None:
    assert str(judge(RULE, serverSideEncryption=encryption)) == verdict


@pytest.mark.parametrize(("length", "verdict"), [(64, "fine"), (65, "violated: name")])
def test_names(length: int, verdict: str) -> None:
    assert str(judge(RULE, name="a" * length)) == verdict
