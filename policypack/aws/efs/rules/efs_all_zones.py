"""efs-all-zones: File systems must be kept in several zones."""

from policypack.aws.efs import FILE_SYSTEM
from policypack.constraint.practices import unsaid
from policypack.rule import practices_rule

PAGE = "https://docs.aws.amazon.com/efs/latest/ug/features.html"

RULE = practices_rule(
    id="efs-all-zones",
    summary="File systems must be kept in several zones",
    rationale="""
        A file system with an availabilityZoneName keeps its data in that zone alone, for about half the price: a fault
        of the zone makes it unavailable, the loss of the zone ends it. The class of a file system cannot be changed.
        One Zone is right for what can be made anew.
    """,
    harm="The data is in one zone alone: a fault of it takes the data away.",
    consequence="downtime",
    rated="medium",
    since="0.3.0",
    practices={FILE_SYSTEM: [unsaid("availabilityZoneName", "us-east-1a", source=PAGE)]},
)
