"""classic-load-balancer-resilient: Classic load balancers must drain connections and use all zones."""

from policypack.aws import elb
from policypack.aws.practices.base import BASES
from policypack.constraint.practices import turned_on
from policypack.rule import practices_rule

RULE = practices_rule(
    id="classic-load-balancer-resilient",
    summary="Classic load balancers must drain connections and use all zones",
    rationale="""
        With connection draining, an instance that leaves finishes the requests that it has. With cross-zone load
        balancing, which is on where the program says nothing, each instance gets as much as any other.
    """,
    harm="Requests fail when instances leave, or when one zone has fewer of them than another.",
    consequence="downtime",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        elb.CLASSIC: [
            turned_on("connectionDraining", controls=("ELB.7",)),
            turned_on(
                "crossZoneLoadBalancing",
                by_default=True,
                beside={"connectionDraining": True},
                controls=("ELB.9",),
            ),
        ]
    },
)
