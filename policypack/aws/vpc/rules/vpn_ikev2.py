"""vpn-ikev2: VPN tunnels must use IKEv2 only."""

from policypack.aws.practices.base import BASES
from policypack.constraint import Constraint, argument
from policypack.constraint.practices import practice
from policypack.fix import Set, fix
from policypack.rule import practices_rule

_TUNNELS = ("tunnel1IkeVersions", "tunnel2IkeVersions")


def _ikev2(own: str, other: str) -> Constraint:
    fine = {other: ["ikev2"]}
    return practice(
        argument(own).contains("ikev2") & ~argument(own).contains("ikev1"),
        fix=fix(Set(own, ["ikev2"])),
        invalid=(fine, {**fine, own: ["ikev1", "ikev2"]}),
        valid={**fine, own: ["ikev2"]},
        controls=("EC2.183",),
    )


RULE = practices_rule(
    id="vpn-ikev2",
    summary="VPN tunnels must use IKEv2 only",
    rationale="""
        IKEv1 has been deprecated since 2023 (RFC 9395): it has weaker key exchanges. Where a tunnel says nothing, AWS
        takes both versions. The device at the other end must speak IKEv2.
    """,
    harm="AWS then takes IKEv1, too, whose key exchange is weaker.",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={("aws:ec2/vpnConnection:VpnConnection",): [_ikev2(*_TUNNELS), _ikev2(*reversed(_TUNNELS))]},
)
