"""kms-key-rotation: KMS keys must rotate their key material."""

from policypack.aws import kms
from policypack.constraint import argument
from policypack.constraint.practices import turned_on
from policypack.rule import practices_rule

spec, usage = argument("customerMasterKeySpec"), argument("keyUsage")

RULE = practices_rule(
    id="kms-key-rotation",
    summary="KMS keys must rotate their key material",
    rationale="""
        With rotation, KMS makes new key material each year, or as often as rotationPeriodInDays says, and keeps the old
        one to decrypt what it has encrypted: the ARN of the key and all that use it stay as they are. Keys that KMS
        cannot rotate are not asked: asymmetric and HMAC keys, keys of a custom key store and keys with imported
        material. A replica rotates with its primary key.
    """,
    harm="Key material that never changes protects ever more data, and whoever gets hold of it reads all of it.",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    practices={
        kms.KEY[:1]: [
            turned_on(
                "enableKeyRotation",
                when=(spec.is_empty() | spec.equals("SYMMETRIC_DEFAULT"))
                & (usage.is_empty() | usage.equals("ENCRYPT_DECRYPT"))
                & argument("customKeyStoreId").is_empty()
                & argument("xksKeyId").is_empty(),
                controls=("KMS.4",),
            )
        ]
    },
)
