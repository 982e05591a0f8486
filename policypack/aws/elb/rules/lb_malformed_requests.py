"""lb-malformed-requests: Load balancers must not pass on malformed requests."""

from policypack.aws import elb
from policypack.aws.practices.base import BASES
from policypack.constraint import argument
from policypack.constraint.practices import not_one_of, turned_on
from policypack.rule import practices_rule

_is_application = argument("loadBalancerType").one_of("application") | argument("loadBalancerType").is_empty()

RULE = practices_rule(
    id="lb-malformed-requests",
    summary="Load balancers must not pass on malformed requests",
    rationale="""
        A request that a load balancer and a server read differently, by a header with an invalid name or by two
        lengths, smuggles a second request past the first one's checks. The defensive mode against it is the default.
    """,
    harm="A server may read such a request as two, the second of which nothing has checked.",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        elb.LOAD_BALANCER: [
            turned_on("dropInvalidHeaderFields", when=_is_application.unsaid(), controls=("ELB.4",)),
            not_one_of(
                "desyncMitigationMode",
                "monitor",
                instead="defensive",
                when=_is_application.unsaid(),
                beside={"dropInvalidHeaderFields": True},
                controls=("ELB.12",),
            ),
        ],
        elb.CLASSIC: [not_one_of("desyncMitigationMode", "monitor", instead="defensive", controls=("ELB.14",))],
    },
)
