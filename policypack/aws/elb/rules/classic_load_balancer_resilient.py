"""classic-load-balancer-resilient: Classic load balancers must drain connections and use all zones."""

from policypack.aws import elb
from policypack.aws.practices.base import BASES
from policypack.constraint import Blank, Set, argument, fix
from policypack.constraint.practices import practice, turned_on
from policypack.rule import practices_rule

RULE = practices_rule(
    id="classic-load-balancer-resilient",
    summary="Classic load balancers must drain, check health and use all zones",
    rationale="""
        With connection draining, an instance that leaves finishes the requests that it has. With cross-zone load
        balancing, which is on where the program says nothing, each instance gets as much as any other. Where the
        program sets no health check, AWS only asks whether the first port accepts a connection.
    """,
    harm="Requests fail when instances leave or answer no more, or when one zone has fewer of them.",
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
            practice(
                argument("healthCheck").is_given(),
                fix=fix(Set("healthCheck", Blank("a request that only a healthy instance answers, and how often"))),
                invalid={"connectionDraining": True, "healthCheck": None},
                valid={"connectionDraining": True},
                source="https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-healthchecks.html",
            ),
        ]
    },
)
