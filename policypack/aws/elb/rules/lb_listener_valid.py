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
    is_said,
)
from policypack.check import Linked, Resource, Verdict, all_of, is_not, require
from policypack.rule import Rejection, StackContext, StackRule

ENCRYPTED = ("HTTPS", "TLS")
WITHOUT_POLICY = ("HTTP", "TCP")


def check(listener: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The protocol is one of the load balancer's and its targets', and is encrypted just where a certificate is."""
    yield from encryption_fits(listener)
    yield from protocol_fits(listener, context.stack.referred(listener, "loadBalancerArn", LOAD_BALANCER))
    groups = context.stack.referred(listener, "defaultActions.targetGroupArn", TARGET_GROUP)
    protocol = listener["protocol"]
    for own, others in ((OF_APPLICATIONS, OF_NETWORKS), (OF_NETWORKS, OF_APPLICATIONS)):
        yield require(
            is_not(groups.any(lambda group: group["protocol"].is_in(others))),  # noqa: B023
            when=protocol.is_in(own),
            at=protocol,
            problem=f"protocol is {protocol} and the target group's is one of {', '.join(others)}, which AWS refuses:"
            " IncompatibleProtocols.",
            fix=f'protocol="{own[0]}"  # of the target group, or another protocol here',
        )


def encryption_fits(listener: Resource) -> Iterator[Verdict]:
    """A certificate where the protocol is encrypted, and neither it nor a policy where it is not."""
    protocol, certificate, policy = listener["protocol"], listener["certificateArn"], listener["sslPolicy"]
    yield require(
        certificate.is_set(),
        when=protocol.is_in(ENCRYPTED),
        at=certificate,
        problem=f"certificateArn is not set: A certificate must be specified for {protocol} listeners.",
        fix="certificate_arn=validation.certificate_arn",
    )
    yield require(
        is_not(is_said(listener, "certificateArn")),
        when=protocol.equals("HTTP"),
        at=certificate,
        problem="A certificate cannot be specified for HTTP listeners.",
        fix='protocol="HTTPS"  # or without certificate_arn',
    )
    yield require(
        is_not(is_said(listener, "sslPolicy")),
        when=protocol.is_in(WITHOUT_POLICY),
        at=policy,
        problem=f"An SSL policy cannot be specified for {protocol} listeners.",
        fix='protocol="TLS"  # or "HTTPS", or without ssl_policy',
    )


def protocol_fits(listener: Resource, load_balancers: Linked) -> Iterator[Verdict]:
    """What the kind of load balancer speaks."""
    protocol = listener["protocol"]
    for is_kind, own, others in (
        (is_application, OF_APPLICATIONS, OF_NETWORKS),
        (is_network, OF_NETWORKS, OF_APPLICATIONS),
    ):
        yield require(
            is_not(protocol.is_in(others)),
            when=all_of(protocol.is_set(), load_balancers.any(is_kind)),
            at=protocol,
            problem=f"Listener protocol {protocol} must be one of {', '.join(own)}, which this kind of load balancer"
            " speaks.",
            fix=f'protocol="{own[0]}"  # or another load_balancer_type',
        )


_CREATE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html"


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(
        service="Elastic Load Balancing",
        condition=condition,
        error=error,
        source=source,
        invalid=refused,
        valid=accepted,
    )


RULE = StackRule(
    id="lb-listener-valid",
    summary="Listener protocols must fit the load balancer, targets and certificate",
    rationale="""
        An encrypted listener has a certificate and a plain one has none. Application load balancers speak HTTP and
        HTTPS, network load balancers TCP, TLS, UDP and QUIC, to clients as to targets. A listener that says no
        protocol, and one with several default actions, is not judged against its targets.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=LISTENER,
    references=(_CREATE,),
    rejections=(
        _rejection(
            "An HTTPS or TLS listener has no certificate",
            "ValidationError: A certificate must be specified for HTTPS listeners",
            "https://github.com/pulumi/pulumi/issues/15712",
            "no-certificate",
            "encrypted",
        ),
        _rejection(
            "An HTTP listener has a certificate",
            "ValidationError: A certificate cannot be specified for HTTP listeners",
            "https://github.com/awslabs/fargatecli/issues/104",
            "plain-certificate",
            "encrypted",
        ),
        _rejection(
            "An HTTP or TCP listener has an SSL policy",
            "ValidationError: An SSL policy cannot be specifed for TCP listeners",
            "https://github.com/USEPA/webcms/pull/526",
            "policy",
            "encrypted",
        ),
        _rejection(
            "A network load balancer's listener speaks HTTP or HTTPS",
            "ValidationError: Listener protocol 'HTTP' must be one of 'TLS, TCP, TCP_UDP, UDP'",
            "https://github.com/pulumi/pulumi-aws/issues/1193",
            "http-on-network",
            "tcp",
        ),
        _rejection(
            "An application load balancer's listener speaks TCP, TLS, UDP or QUIC",
            "ValidationError: Listener protocol 'TCP' must be one of 'HTTPS, HTTP'",
            "https://github.com/hashicorp/terraform-provider-aws/issues/6173",
            "tcp-on-application",
            "encrypted",
        ),
        _rejection(
            "A listener and its target group speak protocols of different kinds of load balancers",
            "IncompatibleProtocols: The listener and its associated target group",
            "https://github.com/hashicorp/terraform-provider-aws/issues/4955",
            "http-targets",
            "tcp",
        ),
    ),
    check=check,
)
