"""subnet-public-ip: Subnets must not give instances public addresses by themselves."""

from policypack.aws.ec2 import SUBNET
from policypack.aws.practices.base import BASES
from policypack.constraint import Set, argument, fix
from policypack.constraint.practices import practice
from policypack.rule import practices_rule

RULE = practices_rule(
    id="subnet-public-ip",
    summary="Subnets must not give instances public addresses by themselves",
    rationale="""
        Load balancers and NAT gateways have their public addresses in any subnet, so a public subnet does
        not need this. It gives an address to every instance that is started in it, also by mistake; an instance that
        has to be on the internet can say so itself.
    """,
    harm="Every instance that is started there is on the internet. Load balancers and NAT gateways do not need it.",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        SUBNET: [
            practice(
                ~argument("mapPublicIpOnLaunch").is_true(),
                fix=fix(Set("mapPublicIpOnLaunch", False)),
                invalid={"mapPublicIpOnLaunch": True},
                valid={"mapPublicIpOnLaunch": False},
                controls=("EC2.15",),
            )
        ]
    },
)
