"""kms-lockout-check: KMS must check that a key's policy can be changed."""

from policypack.aws import kms
from policypack.constraint.practices import turned_off
from policypack.rule import practices_rule

PAGE = "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html"

RULE = practices_rule(
    id="kms-lockout-check",
    summary="KMS must check that a key's policy can be changed",
    rationale="""
        KMS rejects a policy with which its sender could not change it again. bypassPolicyLockoutSafetyCheck turns that
        check off: a key whose policy nobody can change is lost, with the data that it protects, and only AWS's support
        can help.
    """,
    harm="A wrong policy then locks everybody out of the key and the data that it protects.",
    consequence="data loss",
    rated="medium",
    since="0.3.0",
    practices={kms.KEY[:1]: [turned_off("bypassPolicyLockoutSafetyCheck", source=PAGE)]},
)
