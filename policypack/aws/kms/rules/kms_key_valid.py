"""kms-key-valid: KMS keys must have a valid spec, usage and rotation."""

from policypack.aws.kms import KEY
from policypack.aws.kms.specs import SYMMETRIC, usage_error
from policypack.constraint import Condition, Constraint, Inputs, argument, fits, within
from policypack.fix import Blank, Remove, Set, fix
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html"
DELETE = "https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html"
ROTATE = "https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html"
USAGE = "https://github.com/floci-io/floci/pull/3004"
ROTATED_SIGNER = "https://github.com/terraform-aws-modules/terraform-aws-kms/issues/20"
PRIMARY, EXTERNAL, REPLICA, EXTERNAL_REPLICA = KEY
STORE = {"customKeyStoreId": "cks-1234567890abcdef0"}
OF_PRIMARY = {"primaryKeyArn": "arn:aws:kms:eu-west-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab"}

SAID = (
    '{"Version":"2012-10-17","Statement":[{"Sid":"Admin","Effect":"Allow","Action":"kms:*","Resource":"*",'
    '"Principal":{"AWS":"arn:aws:iam::123456789012:root"}}]}'
)

spec, usage, rotation = argument("customerMasterKeySpec"), argument("keyUsage"), argument("enableKeyRotation")
store = argument("customKeyStoreId")
symmetric = (spec.is_empty() | spec.equals(SYMMETRIC)).called(
    f"customerMasterKeySpec is {SYMMETRIC}",
    f"customerMasterKeySpec must be {SYMMETRIC}, the default,",
    fails=f"customerMasterKeySpec is not {SYMMETRIC}",
)


def usage_of_spec(path: str) -> Constraint:
    """The usage is one that the spec, the argument at ``path``, has."""
    return Constraint(
        demand=fits(usage, f"a usage that the {path} has", usage_error, usage.of, argument(path).of),
        error="ValidationException (HTTP 400), for a KeyUsage that is not compatible with the KeySpec",
        source=USAGE,
        fix=fix(
            Set("keyUsage", Blank("a usage of the key's spec")),
            otherwise=Set(path, Blank("a spec that has the usage")),
        ),
        invalid=({"keyUsage": "SIGN_VERIFY"}, {path: "HMAC_256"}),
        valid=({path: "HMAC_256", "keyUsage": "GENERATE_VERIFY_MAC"}, {}),
    )


def in_custom_store(path: str, demand: Condition, invalid: Inputs, at: str = "") -> Constraint:
    """What a custom key store does not support."""
    return Constraint(
        demand=demand,
        when=store.is_given(),
        at=at,
        error="UnsupportedOperationException: The request was rejected because a specified parameter is not supported"
        " or a specified resource is not valid for this operation.",
        source=CREATE,
        fix=fix(Remove(path), otherwise=Remove("customKeyStoreId")),
        invalid={**STORE, **invalid},
        valid=STORE,
    )


RULE = constraints_rule(
    id="kms-key-valid",
    service="KMS",
    summary="KMS keys must have a valid spec, usage and rotation",
    rationale="""
        A symmetric key encrypts, an HMAC key authenticates, an elliptic curve key signs or agrees on keys, and an RSA
        key encrypts or signs: the usage must be one that the spec has, and the default usage is encryption. KMS rotates
        only symmetric keys whose material it made, and a custom key store holds no other keys and does not rotate them.
        KMS deletes a key after 7 to 30 days, and checks this only when the key is deleted. Specs that are newer than
        this rule pass.
    """,
    since="0.1.0",
    constraints={
        KEY: (
            within(
                "deletionWindowInDays",
                7,
                30,
                error="ValidationException: If you include a value, it must be between 7 and 30, inclusive.",
                source=DELETE,
            ),
            Constraint(
                demand=argument("policy").lacks("[^\t\n\r -\u00ff]", "character outside of Latin-1"),
                when=argument("policy").is_given().unsaid(),
                error="A KeyPolicy may only contain tab, LF, CR and characters U+0020..U+00FF",
                source="https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/kms/pf-kms-key-policy-charset/meta.yaml",
                fix=fix(Set("policy", Blank("the policy with characters of Latin-1"))),
                condition="the policy of a key has a character outside of Latin-1",
                invalid={"policy": SAID.replace("Admin", "Admin\u2014all")},
                valid={"policy": SAID},
            ),
        ),
        (PRIMARY,): (
            usage_of_spec("customerMasterKeySpec"),
            Constraint(
                demand=symmetric,
                when=rotation.is_true(),
                at="enableKeyRotation",
                error="UnsupportedOperationException: You cannot perform this operation on a non-symmetric key or a key"
                " with non-ENCRYPT_DECRYPT key usage.",
                source=ROTATED_SIGNER,
                fix=fix(Set("enableKeyRotation", False)),
                invalid={
                    "customerMasterKeySpec": "RSA_4096",
                    "keyUsage": "SIGN_VERIFY",
                    "enableKeyRotation": True,
                },
                valid=(
                    {"customerMasterKeySpec": "RSA_4096", "keyUsage": "SIGN_VERIFY", "enableKeyRotation": False},
                    {"enableKeyRotation": True, "multiRegion": True},
                ),
            ),
            within(
                "rotationPeriodInDays",
                90,
                2560,
                error="ValidationException: 1 validation error detected: Value at 'rotationPeriodInDays' failed to"
                " satisfy constraint: Member must have value greater than or equal to 90",
                source=ROTATE,
            ),
            in_custom_store("multiRegion", ~argument("multiRegion").is_true(), {"multiRegion": True}),
            in_custom_store("enableKeyRotation", ~rotation.is_true(), {"enableKeyRotation": True}),
            in_custom_store(
                "customerMasterKeySpec", symmetric, {"customerMasterKeySpec": "RSA_2048"}, at="customKeyStoreId"
            ),
        ),
        (EXTERNAL,): (usage_of_spec("keySpec"),),
        (REPLICA, EXTERNAL_REPLICA): (
            Constraint(
                demand=argument("primaryKeyArn").matches(
                    r"arn:[^:]*:kms:[^:]*:[^:]*:key/mrk-.*", "the ARN of a key mrk-..."
                ),
                when=argument("primaryKeyArn").starts_with("arn:").unsaid(),
                error="UnsupportedOperationException: arn:aws:kms:eu-west-1:123456789012:key/1234abcd is not a"
                " multi-region key.",
                source="https://docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html",
                fix=fix(Set("primaryKeyArn", Blank("the ARN of a multi-Region key, whose ID starts with mrk-"))),
                invalid={"primaryKeyArn": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd"},
                valid=OF_PRIMARY,
            ),
        ),
    },
    base={REPLICA: OF_PRIMARY, EXTERNAL_REPLICA: OF_PRIMARY},
)
