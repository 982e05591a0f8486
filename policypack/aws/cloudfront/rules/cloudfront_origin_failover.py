"""cloudfront-origin-failover: Distributions must have an origin to fail over to."""

from policypack.aws import cloudfront
from policypack.aws.practices.base import BASES
from policypack.constraint import argument
from policypack.constraint.practices import practice
from policypack.fix import Blank, Set, fix
from policypack.rule import practices_rule

_GROUP = [
    {
        "originId": "either",
        "failoverCriteria": {"statusCodes": [500, 502, 503]},
        "members": [{"originId": "files"}, {"originId": "copy"}],
    }
]
_TWO = {
    "origins": [
        {"originId": "files", "domainName": "files.s3.us-east-1.amazonaws.com"},
        {"originId": "copy", "domainName": "copy.s3.us-west-2.amazonaws.com"},
    ]
}

RULE = practices_rule(
    id="cloudfront-origin-failover",
    summary="Distributions must have an origin to fail over to",
    rationale="""
        An origin group has a second origin, in another region say, which CloudFront asks when the first one fails. It
        serves only requests that read: GET, HEAD and OPTIONS.
    """,
    harm="When the one origin fails, so does every request that the cache cannot answer.",
    consequence="downtime",
    rated="low",
    since="0.3.0",
    base=BASES,
    practices={
        cloudfront.DISTRIBUTION: [
            practice(
                argument("originGroups").is_given(),
                fix=fix(
                    Set("originGroups", Blank("a group of two origins, and the status codes that lead to the second"))
                ),
                invalid=_TWO,
                valid={**_TWO, "originGroups": _GROUP},
                controls=("CloudFront.4",),
            )
        ]
    },
)
