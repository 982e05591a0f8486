"""cloudtrail-log-validation: Trails must validate their log files."""

from policypack.aws.cloudtrail import TRAIL
from policypack.aws.practices.base_of_compute import COMPUTE
from policypack.constraint.practices import turned_on
from policypack.rule import practices_rule

RULE = practices_rule(
    id="cloudtrail-log-validation",
    summary="Trails must validate their log files",
    rationale="""
        With validation, CloudTrail signs a digest of its log files each hour, and `aws cloudtrail validate-logs` tells
        whether one was changed, removed or never written. Without it, nothing tells a forged file from a real one.
    """,
    harm="Nobody can tell whether somebody has changed or removed log files.",
    consequence="hygiene",
    since="0.3.0",
    base=COMPUTE,
    practices={TRAIL: [turned_on("enableLogFileValidation", controls=("CloudTrail.4",))]},
)
