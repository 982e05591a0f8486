"""What KMS keys are for: the specs of keys, and the usages that each has."""

from __future__ import annotations

from functools import cache

from policypack.aws.common.tables import table
from policypack.model.resources import Resource
from policypack.model.values import Value

SYMMETRIC = "SYMMETRIC_DEFAULT"
ENCRYPTION = "ENCRYPT_DECRYPT"
_SPEC_ARGUMENTS = {
    "aws:kms/key:Key": "customerMasterKeySpec",
    "aws:kms/externalKey:ExternalKey": "keySpec",
}


def spec(key: Resource) -> Value:
    """The spec of a key that is no replica; symmetric where a program says none."""
    return key[_SPEC_ARGUMENTS[key.type]].or_default(SYMMETRIC)


def usage(key: Resource) -> Value:
    """What the key is for; encryption where a program says nothing."""
    return key["keyUsage"].or_default(ENCRYPTION)


def usages_of(key_spec: str) -> tuple[str, ...] | None:
    """The usages that keys of this spec can have; None for a spec that the table does not have."""
    return _usages().get(key_spec)


@cache
def _usages() -> dict[str, tuple[str, ...]]:
    rows = table("kms/kms_key_specs").section("usages")
    return {name: rows.texts(name) for name in rows}
