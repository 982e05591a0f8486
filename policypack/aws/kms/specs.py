"""The specs of KMS keys, and the usages that each has."""

from __future__ import annotations

from functools import cache

from policypack.aws.common.tables import table

SYMMETRIC, ENCRYPTION = "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"
"""The spec and the usage of a key that sets none."""


def usage_error(usage: object, spec: object) -> str | None:
    """What is wrong with the usage of a key of the spec; None for a spec that the table does not have."""
    name = SYMMETRIC if spec is None else str(spec)
    usages = _usages().get(name)
    if usages is None or (usage or ENCRYPTION) in usages:
        return None
    default = "" if usage else f"the default is {ENCRYPTION}, and "
    return f"{default}a key of the spec {name} is for {' or '.join(usages)}"


@cache
def _usages() -> dict[str, tuple[str, ...]]:
    rows = table("kms/kms_key_specs").section("usages")
    return {name: rows.texts(name) for name in rows}
