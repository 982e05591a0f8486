"""transit-gateway-auto-accept: Transit gateways must not accept attachments by themselves."""

from policypack.aws.practices.base import BASES
from policypack.constraint.practices import not_one_of
from policypack.rule import practices_rule

RULE = practices_rule(
    id="transit-gateway-auto-accept",
    summary="Transit gateways must not accept attachments by themselves",
    rationale="""
        An account that the gateway is shared with asks to attach its VPC. Accepted by itself, that VPC is on the
        network before anybody has looked at it.
    """,
    harm="Any account that the gateway is shared with can join the network.",
    consequence="exposure",
    rated="high",
    since="0.3.0",
    base=BASES,
    practices={
        ("aws:ec2transitgateway/transitGateway:TransitGateway",): [
            not_one_of("autoAcceptSharedAttachments", "enable", instead="disable", controls=("EC2.23",))
        ]
    },
)
