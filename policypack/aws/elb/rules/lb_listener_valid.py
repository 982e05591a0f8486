"""lb-listener-valid: Listener protocols must fit the load balancer, targets and certificate."""

from collections.abc import Iterator

from policypack.aws.elb import (
    LISTENER,
    LOAD_BALANCER,
    OF_APPLICATIONS,
    OF_NETWORKS,
    TARGET_GROUP,
    is_application,
    is_network,
)
from policypack.check import Linked, Resource, Value, Verdict, all_of, is_not, require
from policypack.constraint import Constraint, Table, argument
from policypack.fix import Blank, Remove, Set, Target, fix
from policypack.rule import Rejection, StackContext, StackRule

CREATE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html"
COUNTERPARTS = {"HTTP": "TCP", "HTTPS": "TLS", "TCP": "HTTP", "TLS": "HTTPS"}
"""The protocol of the other kind of load balancer that leaves encryption as it is."""
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0000-0000-0000-000000000000"
POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06"
BASE = {
    "loadBalancerArn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/main/0a1b2c3d",
    "port": 443,
    "defaultActions": [{"type": "fixed-response", "fixedResponse": {"contentType": "text/plain", "statusCode": "404"}}],
}

protocol, certificate, policy = argument("protocol"), argument("certificateArn"), argument("sslPolicy")
TABLE = Table(
    "Elastic Load Balancing",
    {
        LISTENER: (
            Constraint(
                demand=certificate.is_empty(),
                when=protocol.equals("HTTP"),
                error="ValidationError: A certificate cannot be specified for HTTP listeners",
                source="https://github.com/awslabs/fargatecli/issues/104",
                fix=fix(Set("protocol", "HTTPS"), otherwise=Remove("certificateArn")),
                invalid={"protocol": "HTTP", "certificateArn": CERTIFICATE},
                valid={"protocol": "HTTP", "port": 80},
            ),
            Constraint(
                demand=certificate.is_set(),
                when=protocol.one_of("HTTPS", "TLS"),
                error="ValidationError: A certificate must be specified for HTTPS listeners",
                source="https://github.com/pulumi/pulumi/issues/15712",
                fix=fix(Set("certificateArn", Blank("the ARN of a validated certificate"))),
                invalid=({"protocol": "HTTPS"}, {"protocol": "TLS"}),
                valid=(
                    {"protocol": "HTTPS", "certificateArn": CERTIFICATE, "sslPolicy": POLICY},
                    {"protocol": "TLS", "certificateArn": CERTIFICATE},
                ),
            ),
            Constraint(
                demand=policy.is_empty(),
                when=protocol.one_of("HTTP", "TCP"),
                error="ValidationError: An SSL policy cannot be specifed for TCP listeners",
                source="https://github.com/USEPA/webcms/pull/526",
                fix=fix(Remove("sslPolicy")),
                invalid=({"protocol": "TCP", "sslPolicy": POLICY}, {"protocol": "HTTP", "sslPolicy": POLICY}),
                valid={"protocol": "TCP"},
            ),
        )
    },
    dict.fromkeys(LISTENER, BASE),
)
NETWORK = Rejection(
    service="Elastic Load Balancing",
    condition="A network load balancer's listener speaks HTTP or HTTPS",
    error="ValidationError: Listener protocol 'HTTP' must be one of 'TLS, TCP, TCP_UDP, UDP'",
    source="https://github.com/pulumi/pulumi-aws/issues/1193",
    invalid="http-on-network",
    valid="tcp",
)
APPLICATION = Rejection(
    service="Elastic Load Balancing",
    condition="An application load balancer's listener speaks TCP, TLS, UDP or QUIC",
    error="ValidationError: Listener protocol 'TCP' must be one of 'HTTPS, HTTP'",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/6173",
    invalid="tcp-on-application",
    valid="encrypted",
)
INCOMPATIBLE = Rejection(
    service="Elastic Load Balancing",
    condition="A listener and its target group speak protocols of different kinds of load balancers",
    error="IncompatibleProtocols: The listener and its associated target group",
    source="https://github.com/hashicorp/terraform-provider-aws/issues/4955",
    invalid="http-targets",
    valid="tcp",
)


def check(listener: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The protocol is one of the load balancer's and of its targets' kind."""
    load_balancers = context.stack.referred(listener, "loadBalancerArn", LOAD_BALANCER)
    groups = context.stack.referred(listener, "defaultActions.targetGroupArn", TARGET_GROUP)
    kinds = (
        ("application", is_application, OF_APPLICATIONS, OF_NETWORKS, APPLICATION),
        ("network", is_network, OF_NETWORKS, OF_APPLICATIONS, NETWORK),
    )
    protocol = listener["protocol"]
    for kind, is_kind, own, others, rejects in kinds:
        yield require(
            is_not(protocol.is_in(others)),
            when=all_of(protocol.is_set(), load_balancers.any(is_kind)),
            at=protocol,
            problem=f"protocol is {protocol}, but {kind} load balancers support {', '.join(own)}.",
            fix=fix(
                Set("protocol", counterpart(protocol)),
                *(Set("protocol", counterpart(one["protocol"]), on=Target.of(one)) for one in speaking(others, groups)),
            ),
            rejects=rejects,
        )
    for own, others in ((OF_APPLICATIONS, OF_NETWORKS), (OF_NETWORKS, OF_APPLICATIONS)):
        wrong = speaking(others, groups)
        yield require(
            is_not(groups.any(lambda group: group["protocol"].is_in(others))),  # noqa: B023
            when=protocol.is_in(own),
            at=protocol,
            problem=f"protocol is {protocol}, but the target group's is {wrong[0]['protocol'] if wrong else 'another'}:"
            " they belong to different kinds of load balancers.",
            fix=fix(*(Set("protocol", counterpart(one["protocol"]), on=Target.of(one)) for one in wrong)),
            rejects=INCOMPATIBLE,
        )


def speaking(protocols: tuple[str, ...], groups: Linked) -> list[Resource]:
    """The target groups that certainly have one of the protocols."""
    return [group for group in groups.certain() if group["protocol"].is_in(protocols).truth]


def counterpart(protocol: Value) -> str:
    """The protocol of the other kind of load balancer."""
    return protocol.as_text().say(lambda name: COUNTERPARTS.get(name, "HTTP"), "HTTP")


RULE = StackRule(
    id="lb-listener-valid",
    summary="Listener protocols must fit the load balancer, targets and certificate",
    rationale="""
        An encrypted listener needs a certificate, and one that is not encrypted must not have one. Application load
        balancers support HTTP and HTTPS, network load balancers TCP, TLS, UDP and QUIC, to clients and to targets. A
        listener without a protocol, and the targets of one with several default actions, are not checked.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=LISTENER,
    references=(CREATE,),
    rejections=(*TABLE.rejections, NETWORK, APPLICATION, INCOMPATIBLE),
    table=TABLE,
    check=check,
)
