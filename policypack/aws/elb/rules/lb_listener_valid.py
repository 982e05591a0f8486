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
from policypack.aws.elb.actions import ANSWERS, BY_COGNITO, REDIRECTS, action_rows
from policypack.check import (
    Fact,
    Linked,
    Resource,
    Stack,
    Value,
    Verdict,
    all_facts,
    all_of,
    any_fact,
    is_not,
    require,
    together,
)
from policypack.constraint import Constraint, Inputs, Table, argument, form, needs, one_of, within
from policypack.fix import Blank, Remove, Set, Target, fix, note
from policypack.model.alike import Alike
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
MUTUAL = "mutualAuthentication"
TRUST_STORE = "arn:aws:elasticloadbalancing:us-east-1:123456789012:truststore/partners/0a1b2c3d4e5f6071"
MADE = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/elbv2"
OF_MUTUAL = (
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_MutualAuthenticationAttributes.html"
)
OF_FRAME_OPTIONS = f"{MADE}/pf-elbv2-listener-attr-x-frame-options-value/meta.yaml"
OF_TYPE_OPTIONS = f"{MADE}/pf-elbv2-listener-attr-x-content-type-options-value/meta.yaml"
SECURE: Inputs = {"protocol": "HTTPS", "certificateArn": CERTIFICATE}
ATTRIBUTES = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ListenerAttribute.html"


TABLE = Table(
    "Elastic Load Balancing",
    {
        LISTENER: (
            Constraint(
                demand=certificate.is_empty(),
                when=protocol.one_of("HTTP", "TCP", "UDP", "TCP_UDP"),
                error="ValidationError: A certificate cannot be specified for HTTP listeners",
                source="https://github.com/awslabs/fargatecli/issues/104",
                fix=fix(Set("protocol", "HTTPS"), otherwise=Remove("certificateArn")),
                invalid=tuple({"protocol": one, "certificateArn": CERTIFICATE} for one in ("HTTP", "TCP", "UDP")),
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
                when=protocol.one_of("HTTP", "TCP", "UDP", "TCP_UDP"),
                error="ValidationError: An SSL policy cannot be specifed for TCP listeners",
                source="https://github.com/USEPA/webcms/pull/526",
                fix=fix(Remove("sslPolicy")),
                invalid=({"protocol": "TCP", "sslPolicy": POLICY}, {"protocol": "HTTP", "sslPolicy": POLICY}),
                valid={"protocol": "TCP"},
            ),
            *action_rows("defaultActions"),
            Constraint(
                demand=~argument("type").one_of("authenticate-oidc", "authenticate-cognito", "jwt-validation"),
                error="AuthenticateCognitoConfig: [HTTPS listeners] Information for using Amazon Cognito to"
                " authenticate users.",
                source="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html",
                fix=note("a listener with the protocol HTTPS and a certificate authenticates users"),
                invalid=BY_COGNITO,
                valid=ANSWERS,
                condition="a listener of HTTP authenticates its users",
            )
            .inside("defaultActions[]", given=protocol.equals("HTTP"))
            .beside({"protocol": "HTTP"}),
            Constraint(
                demand=~argument("redirect.protocol").equals("HTTP"),
                when=argument("type").equals("redirect"),
                error="ValidationError: You cannot redirect HTTPS to HTTP.",
                source="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html",
                fix=fix(Set("redirect.protocol", "HTTPS")),
                invalid={**REDIRECTS, "redirect.protocol": "HTTP"},
                valid={**REDIRECTS, "redirect.protocol": "HTTPS"},
                condition="a listener of HTTPS redirects to HTTP",
            )
            .inside("defaultActions[]", given=protocol.equals("HTTPS"))
            .beside(SECURE),
            Constraint(
                demand=protocol.equals("TLS"),
                when=argument("alpnPolicy").is_given()
                & ~argument("alpnPolicy").equals("None").unsaid()
                & protocol.is_given().unsaid(),
                at="alpnPolicy",
                error="ValidationError: You cannot set ALPN policy on load balancers of type 'application'",
                source=CREATE,
                fix=fix(Remove("alpnPolicy")),
                invalid=(
                    {"protocol": "HTTP", "alpnPolicy": "HTTP2Preferred"},
                    {"protocol": "TCP", "alpnPolicy": "HTTP2Preferred"},
                ),
                valid={"protocol": "TLS", "certificateArn": CERTIFICATE, "alpnPolicy": "HTTP2Preferred"},
            ),
            form(
                "alpnPolicy",
                "HTTP1Only|HTTP2Only|HTTP2Optional|HTTP2Preferred|None",
                "the name of a policy of ALPN, such as HTTP2Preferred",
                invalid="h2",
                valid=("HTTP1Only", "None"),
                error="AlpnPolicy: The following are the possible values: HTTP1Only, HTTP2Only, HTTP2Optional,"
                " HTTP2Preferred, None",
                source=CREATE,
            ),
            Constraint(
                demand=protocol.one_of("HTTPS", "TLS"),
                when=argument(f"{MUTUAL}.mode").one_of("verify", "passthrough") & protocol.is_given().unsaid(),
                at=MUTUAL,
                error="ValidationError: Mutual Authentication cannot be set for non secure listeners",
                source=OF_MUTUAL,
                fix=fix(Remove(MUTUAL)),
                invalid={"protocol": "HTTP", f"{MUTUAL}.mode": "passthrough"},
                valid={**SECURE, f"{MUTUAL}.mode": "passthrough"},
            ),
            one_of(
                f"{MUTUAL}.mode",
                "off",
                "verify",
                "passthrough",
                but_not="on",
                error="Mode: The client certificate handling method. The possible values are off, passthrough, and"
                " verify.",
                source=OF_MUTUAL,
            ),
            needs(
                {f"{MUTUAL}.mode": "verify"},
                f"{MUTUAL}.trustStoreArn",
                TRUST_STORE,
                blank="the ARN of a trust store",
                beside=SECURE,
                error="ValidationError: Mutual Authentication mode verify requires a trust store arn",
                source=OF_MUTUAL,
            ),
            within(
                "tcpIdleTimeoutSeconds",
                60,
                6000,
                error="tcp.idle_timeout.seconds: The tcp idle timeout value, in seconds. The valid range is 60-6000"
                " seconds.",
                source=ATTRIBUTES,
            ),
            one_of(
                "routingHttpResponseXFrameOptionsHeaderValue",
                "DENY",
                "SAMEORIGIN",
                but_not="ALLOWALL",
                error="X-Frame-Options is DENY or SAMEORIGIN",
                source=OF_FRAME_OPTIONS,
            ),
            one_of(
                "routingHttpResponseXContentTypeOptionsHeaderValue",
                "nosniff",
                but_not="sniff",
                error="X-Content-Type-Options is nosniff",
                source=OF_TYPE_OPTIONS,
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
NOT_FORWARDING = Rejection(
    service="Elastic Load Balancing",
    condition="A network load balancer's listener does something else than forward",
    error="ValidationError: The action type 'fixed-response' is not valid with network load balancer",
    source=f"{MADE}/pf-elbv2-listener-nlb-action-forward-only/meta.yaml",
    invalid="answering",
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
    types = listener.each("defaultActions[].type")
    yield require(
        all_facts(one.equals("forward") for one in types),
        when=all_of(load_balancers.any(is_network), listener["defaultActions"].is_set()),
        at="defaultActions",
        problem="A default action is of another type than forward; a network load balancer only forwards.",
        fix=fix(Set("defaultActions", [{"type": "forward", "targetGroupArn": Blank("the ARN of a target group")}])),
        rejects=NOT_FORWARDING,
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
    rejections=(*TABLE.rejections, NETWORK, APPLICATION, INCOMPATIBLE, OTHER_REGION, SAME_PORT, NOT_FORWARDING),
    table=TABLE,
    check=check,
)
