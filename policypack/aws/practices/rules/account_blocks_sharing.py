"""account-blocks-sharing: Accounts must block public snapshots, images and internet gateways."""

from policypack.aws.practices.base import BASES
from policypack.constraint import Constraint, Set, argument, fix
from policypack.constraint.practices import practice
from policypack.rule import practices_rule

_IMAGES = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-public-access-to-amis.html"
_SNAPSHOTS = "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-182"
_GATEWAYS = "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-172"


def _is(path: str, *allowed: str, but_not: str, source: str) -> Constraint:
    """A required argument that has one of these values."""
    return practice(
        argument(path).one_of(*allowed),
        fix=fix(Set(path, allowed[0])),
        invalid={path: but_not},
        valid=tuple({path: one} for one in allowed),
        source=source,
    )


RULE = practices_rule(
    id="account-blocks-sharing",
    summary="Account settings must block what is shared with everyone",
    rationale="""
        These settings are of an account and a region: they stop anyone from making a snapshot or an image public, or
        from leading a VPC to the internet by mistake. The rule asks the settings that a program has, and does not ask
        for those that it lacks.
    """,
    harm="One wrong click then shares data with everyone.",
    consequence="exposure",
    rated="high",
    since="0.3.0",
    partly=("EC2.1", "EC2.172", "EC2.182"),
    base=BASES,
    practices={
        ("aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",): [
            _is("state", "block-all-sharing", but_not="unblocked", source=_SNAPSHOTS)
        ],
        ("aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",): [
            _is("state", "block-new-sharing", but_not="unblocked", source=_IMAGES)
        ],
        ("aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",): [
            _is("internetGatewayBlockMode", "block-bidirectional", "block-ingress", but_not="off", source=_GATEWAYS)
        ],
    },
)
