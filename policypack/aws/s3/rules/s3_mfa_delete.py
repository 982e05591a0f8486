"""s3-mfa-delete: Versions of S3 objects must be deleted with a second factor only."""

from policypack.aws import s3
from policypack.constraint import Inputs, Set, argument, fix
from policypack.constraint.practices import practice
from policypack.rule import practices_rule

DELETE = "versioningConfiguration.mfaDelete"
ENABLED: Inputs = {"versioningConfiguration.status": "Enabled"}
DEVICE: Inputs = {"mfa": "arn:aws:iam::123456789012:mfa/root-account-mfa-device 123456"}

RULE = practices_rule(
    id="s3-mfa-delete",
    summary="Versions of S3 objects must be deleted with a second factor only",
    rationale="""
        With MFA delete, nobody deletes a version or suspends versioning without the device of the root user, who alone
        can turn it on, with a code that is valid for half a minute. A program can hardly do that, and no lifecycle can
        be set then: the rule is off unless a setting gives it a level.
    """,
    harm="Whoever may delete versions can delete all of them without a second factor.",
    level="disabled",
    consequence="data loss",
    rated="low",
    since="0.3.0",
    base={one: {"bucket": "acme-orders"} for one in s3.BUCKET_VERSIONING},
    practices={
        s3.BUCKET_VERSIONING: [
            practice(
                argument(DELETE).equals("Enabled"),
                fix=fix(Set(DELETE, "Enabled"), note="`mfa` needs the serial number of the device and a code"),
                invalid=(ENABLED, {**ENABLED, DELETE: "Disabled"}),
                valid={**ENABLED, **DEVICE, DELETE: "Enabled"},
                controls=("S3.20",),
            )
        ]
    },
)
