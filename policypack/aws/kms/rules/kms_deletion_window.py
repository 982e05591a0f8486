"""kms-deletion-window: KMS must wait long before it deletes a key."""

from policypack.aws import kms
from policypack.constraint.practices import at_least
from policypack.model.controls import page_of_control
from policypack.rule import practices_rule

RULE = practices_rule(
    id="kms-deletion-window",
    summary="KMS must wait long before it deletes a key",
    rationale="""
        A key that is deleted takes with it all data that it protects. KMS waits for deletionWindowInDays, 30 days
        unless the program says fewer, and within them the deletion can be canceled. Stacks that come and go need no
        such time: the rule is off unless a setting gives it a level.
    """,
    harm="Whoever notices later that data still needs the key has lost it.",
    level="disabled",
    consequence="data loss",
    rated="low",
    since="0.3.0",
    partly=("KMS.3",),
    practices={
        kms.KEY: [at_least("deletionWindowInDays", 30, otherwise=30, source=page_of_control("KMS.3"))],
    },
    base={
        kms.KEY[2]: {"primaryKeyArn": "arn:aws:kms:us-east-1:123456789012:key/mrk-0e1f2a3b4c5d6e7f8a9b0c1d2e3f4a5b"},
        kms.KEY[3]: {
            "primaryKeyArn": "arn:aws:kms:us-east-1:123456789012:key/mrk-0e1f2a3b4c5d6e7f8a9b0c1d2e3f4a5b",
            "keyMaterialBase64": "Wblj06fduthWggmsT0cLVoIMOkeLbc2kVfMud77i/JY=",
        },
    },
)
