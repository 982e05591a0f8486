"""lb-targets-encrypted: Load balancers must reach their targets by TLS."""

from policypack.aws import elb
from policypack.aws.practices.base import BASES
from policypack.constraint import argument
from policypack.constraint.practices import one_value, practice
from policypack.fix import Blank, Set, fix
from policypack.rule import practices_rule

_PROTOCOL = "healthCheck.protocol"
_protocol, _checked = argument("protocol"), argument(_PROTOCOL)
_TLS = ("HTTPS", "TLS", "QUIC", "TCP_QUIC")
_has_servers = ~argument("targetType").one_of("lambda", "alb").unsaid() & ~_protocol.equals("GENEVE").unsaid()

RULE = practices_rule(
    id="lb-targets-encrypted",
    summary="Load balancers must reach their targets by TLS",
    rationale="""
        TLS that ends at the load balancer leaves the way to the servers in plain text. Inside of a VPC few can read it;
        where rules demand encryption all the way, the servers need certificates, too, which may be their own: an
        application load balancer does not check them. Functions and other load balancers as targets are not asked, nor
        is TCP, which carries what the server speaks.
    """,
    harm="The way from the load balancer to the servers is in plain text.",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        elb.TARGET_GROUP: [
            practice(
                ~_protocol.equals("HTTP"),
                when=_has_servers,
                fix=fix(Set("protocol", "HTTPS"), Set("port", Blank("the port where the servers speak TLS"))),
                invalid={"protocol": "HTTP", _PROTOCOL: "HTTPS"},
                valid={"protocol": "HTTPS", _PROTOCOL: "HTTPS", "port": 443},
                controls=("ELB.22",),
            ),
            one_value(
                _PROTOCOL,
                "HTTPS",
                but_not="HTTP",
                when=_has_servers & _protocol.equals("HTTPS"),
                beside={"protocol": "HTTPS", "port": 443},
                controls=("ELB.21",),
            ),
        ]
    },
)
