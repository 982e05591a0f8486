"""lb-listener-valid: Listener protocols must fit the load balancer, targets and certificate."""

from collections.abc import Iterator

from policypack.aws.common.regions import same_region
from policypack.aws.elb import (
    LISTENER,
    LISTENER_RULE,
    LOAD_BALANCER,
    OF_APPLICATIONS,
    OF_NETWORKS,
    TARGET_GROUP,
    is_application,
    is_network,
)
from policypack.check import Fact, Linked, Resource, Stack, Value, Verdict, all_of, any_fact, is_not, require, together
from policypack.constraint import Constraint, Table, argument
from policypack.fix import Blank, Remove, Set, Target, fix
from policypack.model.alike import Alike
from policypack.model.conditions import any_condition
from policypack.rule import Rejection, StackContext, StackRule

CREATE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html"
CERTIFICATE_TYPES = ("aws:acm/certificate:Certificate",)
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
KEPT = {"protocol": "#{protocol}", "port": "#{port}", "host": "#{host}", "path": "/#{path}"}
"""Parts of a redirect, and the value with which each stays as it is."""
changes_the_address = any_condition(
    argument(f"redirect.{name}").is_set() & ~argument(f"redirect.{name}").equals(kept) for name, kept in KEPT.items()
).called(
    "the redirect changes the address",
    "the redirect must change protocol, port, host or path",
    fails="the redirect leads to the address it comes from",
)
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
            Constraint(
                demand=changes_the_address,
                when=argument("type").equals("redirect") & argument("redirect").is_given().unsaid(),
                at="redirect",
                error="InvalidLoadBalancerAction: The redirect configuration is not valid because it creates a loop.",
                source="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html",
                fix=fix(Set("redirect.port", "443"), Set("redirect.protocol", "HTTPS")),
                invalid={"type": "redirect", "redirect": {"statusCode": "HTTP_301"}},
                valid={"type": "redirect", "redirect": {"statusCode": "HTTP_301", "protocol": "HTTPS", "port": "443"}},
                condition="a redirect changes neither protocol, port, host nor path",
            ).inside("defaultActions[]"),
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

OTHER_REGION = Rejection(
    service="Elastic Load Balancing",
    condition="A listener's certificate is of another region",
    error="ValidationError: Certificate ARN 'arn:aws:acm:us-east-1:123456789012:certificate/...' is not valid",
    source="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html",
    invalid="far-certificate",
    valid="encrypted",
)
SAME_PORT = Rejection(
    service="Elastic Load Balancing",
    condition="Two listeners of a load balancer have the same port",
    error="DuplicateListener: A listener already exists on this port for this load balancer",
    source=CREATE,
    invalid="second-on-port",
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
    protocol, own_certificate, region = listener["protocol"], listener["certificateArn"], context.region(listener)
    yield require(
        is_of_its_region(listener, context),
        when=is_not(own_certificate.is_empty()),
        at=own_certificate,
        problem=f"The certificate {own_certificate} is of another region than the listener, which is in {region}.",
        fix=fix(Set("certificateArn", Blank("the ARN of a certificate of the region"))),
        rejects=OTHER_REGION,
    )
    yield require(
        is_not(shares_port(listener, load_balancers, context)),
        when=listener["port"].is_set(),
        at="port",
        problem=f"port is {listener['port']}, which another listener of the load balancer has.",
        fix=fix(Set("port", Blank("a port that no other listener has")), otherwise=Remove("")),
        rejects=SAME_PORT,
    )
    for kind, is_kind, own, others, rejects in kinds:
        yield require(
            is_not(protocol.is_in(others)),
            when=all_of(protocol.is_set(), load_balancers.any(is_kind)),
            at=protocol,
            problem=f"protocol is {protocol}, but {kind} load balancers support {', '.join(own)}.",
            fix=fix(
                Set("protocol", counterpart(protocol)),
                *(speak(own, one, listener, context.stack) for one in speaking(others, groups)),
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
            fix=fix(*(speak(own, one, listener, context.stack) for one in wrong)),
            rejects=INCOMPATIBLE,
        )


def is_of_its_region(listener: Resource, context: StackContext[None]) -> Fact:
    """The certificate, of the stack or by its ARN, is of the listener's region."""
    certificates = context.stack.referred(listener, "certificateArn", CERTIFICATE_TYPES)
    if certificates.links:
        return certificates.all(lambda one: same_region(one, listener, context.deployment))
    return together(is_of_region, listener["certificateArn"], context.region(listener))


def is_of_region(certificate: object, region: object) -> bool:
    """An ARN of ACM has the region; those of IAM have none."""
    parts = str(certificate).split(":")
    return region is None or len(parts) < 4 or parts[2] != "acm" or parts[3] == region


def shares_port(listener: Resource, load_balancers: Linked, context: StackContext[None]) -> Fact:
    """An earlier listener of the load balancer has the port."""
    return load_balancers.any(
        lambda balancer: any_fact(
            all_of(fact, together(is_same, other["port"].as_number(), listener["port"].as_number()))
            for other, fact in context.stack.derived(listeners_by_port, balancer).like(listener["port"].as_number())
            if other.urn < listener.urn
        )
    )


def listeners_by_port(stack: Stack, balancer: Resource) -> Alike[tuple[Resource, Fact]]:
    links = stack.linked(LISTENER, to=balancer, by="loadBalancerArn").links
    return Alike(((one, fact), one["port"].as_number()) for one, fact in links)


def is_same(one: object, other: object) -> bool:
    return one is not None and one == other


def speaking(protocols: tuple[str, ...], groups: Linked) -> list[Resource]:
    """The target groups that certainly have one of the protocols."""
    return [group for group in groups.certain() if group["protocol"].is_in(protocols).truth]


def speak(protocols: tuple[str, ...], group: Resource, listener: Resource, stack: Stack) -> Set:
    """The group speaks one of the protocols; or, where other listeners need it as it is, the listener has another."""
    wanted = counterpart(group["protocol"])
    if all(urn == listener.urn for urn in stack.derived(served_listeners, group, protocols)):
        return Set("protocol", wanted, on=Target.of(group))
    return Set("defaultActions[0].targetGroupArn", Blank(f'the ARN of a target group with the protocol "{wanted}"'))


def served_listeners(stack: Stack, group: Resource, protocols: tuple[str, ...]) -> tuple[str, ...]:
    """Listeners and their rules, two at most, that need the group as it is: they may speak none of the protocols."""
    listeners = stack.linked(LISTENER, to=group, by="defaultActions.targetGroupArn")
    rules = stack.linked(LISTENER_RULE, to=group, by="actions.targetGroupArn")
    served = (
        *(one.urn for one in listeners if not one["protocol"].is_in(protocols).truth),
        *(one.urn for one in rules if protocols is OF_NETWORKS),
    )
    return served[:2]


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
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=LISTENER,
    references=(CREATE,),
    rejections=(*TABLE.rejections, NETWORK, APPLICATION, INCOMPATIBLE, OTHER_REGION, SAME_PORT),
    table=TABLE,
    check=check,
)
