"""source-dest-check: Network interfaces must check source and destination."""

from policypack.aws.practices.base import BASES
from policypack.constraint.practices import turned_on
from policypack.rule import practices_rule

RULE = practices_rule(
    id="source-dest-check",
    summary="Network interfaces must check source and destination",
    rationale="""
        With the check, which is on where the program says nothing, an instance sends and receives its own traffic only.
        A NAT instance, a router and a firewall pass on that of others and need it off: they need an exemption.
    """,
    harm="The instance can pass on traffic that is not its own. Only a NAT instance, a router or a firewall must.",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        ("aws:ec2/networkInterface:NetworkInterface", "aws:ec2/instance:Instance"): [
            turned_on("sourceDestCheck", by_default=True, controls=("EC2.180",))
        ]
    },
)
