"""kms-key-valid: KMS keys must have a valid spec, usage and rotation."""

from collections.abc import Iterator

from policypack.aws import kms
from policypack.aws.kms import specs as kms_specs
from policypack.check import Resource, Verdict, all_of, any_of, is_not, require, together
from policypack.rule import Context, Rejection, ResourceRule

WINDOW = (7, 30)
ROTATION = (90, 2560)
PRIMARY, EXTERNAL = "aws:kms/key:Key", "aws:kms/externalKey:ExternalKey"


def check(key: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """What the key is for fits its spec, its periods are within KMS's, and only a symmetric key is rotated."""
    window = key["deletionWindowInDays"]
    yield require(
        all_of(window.at_least(WINDOW[0]), window.at_most(WINDOW[1])),
        when=window.is_set(),
        at=window,
        problem=f"deletionWindowInDays is {window}; KMS waits {WINDOW[0]} to {WINDOW[1]} days.",
        fix="deletion_window_in_days=30",
    )
    if key.type in (PRIMARY, EXTERNAL):
        yield usage_fits(key)
    if key.type == PRIMARY:
        yield from rotation(key)
        yield from custom_store(key)


def usage_fits(key: Resource) -> Verdict:
    """A spec has one usage, or a few."""
    spec, usage = kms_specs.spec(key), kms_specs.usage(key)
    return require(
        together(lambda own, wanted: wanted in (kms_specs.usages_of(str(own)) or (wanted,)), spec, usage),
        at="keyUsage",
        problem=f"keyUsage is {usage} and the key's spec is {spec}, which KMS refuses together.",
        fix='customer_master_key_spec="RSA_2048", key_usage="SIGN_VERIFY"  # or neither: a symmetric key',
    )


def rotation(key: Resource) -> Iterator[Verdict]:
    """KMS rotates keys that it made itself and that encrypt with one secret."""
    spec, period = kms_specs.spec(key), key["rotationPeriodInDays"]
    yield require(
        spec.equals(kms_specs.SYMMETRIC),
        when=key["enableKeyRotation"].is_true(),
        at="enableKeyRotation",
        problem=f"enableKeyRotation is true and the key's spec is {spec}: KMS only rotates symmetric encryption keys.",
        fix="enable_key_rotation=False",
    )
    yield require(
        all_of(period.at_least(ROTATION[0]), period.at_most(ROTATION[1])),
        when=period.is_set(),
        at=period,
        problem=f"rotationPeriodInDays is {period}; KMS takes {ROTATION[0]} to {ROTATION[1]} days.",
        fix="rotation_period_in_days=365",
    )


def custom_store(key: Resource) -> Iterator[Verdict]:
    """A custom key store only holds symmetric encryption keys of one region, and KMS does not rotate them."""
    kept = is_not(key["customKeyStoreId"].is_empty())
    for argument in ("multiRegion", "enableKeyRotation"):
        yield require(
            is_not(key[argument].is_true()),
            when=kept,
            at=argument,
            problem=f"{argument} is true and the key is in a custom key store, for which KMS does not support it.",
            fix="# without custom_key_store_id, or without this argument",
        )
    yield require(
        any_of(is_not(kept), kms_specs.spec(key).equals(kms_specs.SYMMETRIC)),
        when=kept,
        at="customKeyStoreId",
        problem=f"The key's spec is {kms_specs.spec(key)}; a custom key store only holds symmetric encryption keys.",
        fix="# without custom_key_store_id, or without customer_master_key_spec",
    )


_CREATE = "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html"
_DELETE = "https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html"
_ROTATE = "https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html"

RULE = ResourceRule(
    id="kms-key-valid",
    summary="KMS keys must have a valid spec, usage and rotation",
    rationale="""
        A symmetric key encrypts, an HMAC key authenticates, an elliptic curve signs or agrees on keys, and RSA does one
        of two: the usage must be one that the spec has, and the usage that KMS assumes is encryption. KMS rotates only
        symmetric keys whose material it made, and a custom key store holds nothing else. A key is deleted after 7 to
        30 days, which KMS checks when the key is deleted. Specs that are newer than this rule pass.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=kms.KEY,
    references=(_CREATE, _DELETE, _ROTATE),
    rejections=(
        Rejection(
            service="KMS",
            condition="A key waits under 7 or over 30 days for its deletion",
            error="ValidationException: If you include a value, it must be between 7 and 30, inclusive.",
            source=_DELETE,
            invalid="day",
            valid="week",
        ),
        Rejection(
            service="KMS",
            condition="A key's usage is none that its spec has",
            error="ValidationException (HTTP 400), for a KeyUsage that is not compatible with the KeySpec",
            source="https://github.com/floci-io/floci/pull/3004",
            invalid="signing",
            valid="signer",
        ),
        Rejection(
            service="KMS",
            condition="A key that is not symmetric is rotated",
            error="UnsupportedOperationException: You cannot perform this operation on a non-symmetric key or a key"
            " with non-ENCRYPT_DECRYPT key usage.",
            source="https://github.com/terraform-aws-modules/terraform-aws-kms/issues/20",
            invalid="rotated-signer",
            valid="rotated",
        ),
        Rejection(
            service="KMS",
            condition="A key is rotated every under 90 or over 2,560 days",
            error="ValidationException: 1 validation error detected: Value at 'rotationPeriodInDays' failed to satisfy"
            " constraint: Member must have value greater than or equal to 90",
            source=_ROTATE,
            invalid="monthly",
            valid="quarterly",
        ),
        Rejection(
            service="KMS",
            condition="A key in a custom key store is multi-Region, rotated, asymmetric or for HMAC",
            error="UnsupportedOperationException: The request was rejected because a specified parameter is not"
            " supported or a specified resource is not valid for this operation.",
            source=_CREATE,
            invalid="store-everywhere",
            valid="store",
        ),
    ),
    check=check,
)
