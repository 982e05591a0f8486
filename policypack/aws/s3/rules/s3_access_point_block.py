"""s3-access-point-block: S3 access points must block public access."""

from policypack.aws import s3
from policypack.constraint.practices import turned_on
from policypack.rule import practices_rule

POINT, EVERYWHERE = "publicAccessBlockConfiguration", "details.publicAccessBlock"
REGION = {"details.name": "orders", "details.regions": [{"bucket": "acme-orders"}]}

RULE = practices_rule(
    id="s3-access-point-block",
    summary="S3 access points must block public access",
    rationale="""
        An access point has a policy and a public access block of its own, which blocks everything unless the program
        turns a part of it off. The block of an access point cannot be changed later.
    """,
    harm="One wrong policy then opens the bucket's objects to everyone, and the access point's block never changes.",
    consequence="exposure",
    since="0.3.0",
    base={"aws:s3/accessPoint:AccessPoint": {"bucket": "acme-orders"}},
    practices={
        ("aws:s3/accessPoint:AccessPoint",): [
            turned_on(f"{POINT}.{flag}", by_default=True, controls=("S3.19",)) for flag in s3.PUBLIC_ACCESS_FLAGS
        ],
        ("aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint",): [
            turned_on(f"{EVERYWHERE}.{flag}", by_default=True, beside=REGION, controls=("S3.24",))
            for flag in s3.PUBLIC_ACCESS_FLAGS
        ],
    },
)
