"""cloudfront-key-groups: Signed URLs must be checked with key groups, not with accounts' keys."""

from policypack.aws import cloudfront
from policypack.aws.practices.base import BASES
from policypack.constraint import Constraint, argument
from policypack.constraint.practices import practice
from policypack.fix import Blank, Remove, Set, fix
from policypack.rule import practices_rule

_ORDERED = {
    "pathPattern": "/private/*",
    "targetOriginId": "files",
    "viewerProtocolPolicy": "redirect-to-https",
    "allowedMethods": ["GET", "HEAD"],
    "cachedMethods": ["GET", "HEAD"],
    "cachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
}


def _no_signers(behavior: str = "") -> Constraint:
    signers, groups = f"{behavior}trustedSigners", f"{behavior}trustedKeyGroups"
    return practice(
        argument(signers).is_empty(),
        fix=fix(Remove(signers), Set(groups, Blank("the IDs of key groups"))),
        invalid={signers: ["self"]},
        valid={groups: ["0c2f2a4e-5c9f-4d3a-9f5e-2b8e0a1d6c7f"]},
        controls=("CloudFront.17",),
    )


RULE = practices_rule(
    id="cloudfront-key-groups",
    summary="Signed URLs must be checked with key groups, not with accounts' keys",
    rationale="""
        The key pairs of trusted signers belong to the root user of an account: only that user makes and rotates them.
        Key groups are managed with IAM, and several keys of a group can be valid while one replaces another.
    """,
    harm="Only the root user can rotate the keys that sign these URLs.",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        cloudfront.DISTRIBUTION: [
            _no_signers("defaultCacheBehavior."),
            _no_signers().inside("orderedCacheBehaviors[]", beside=_ORDERED),
        ]
    },
)
