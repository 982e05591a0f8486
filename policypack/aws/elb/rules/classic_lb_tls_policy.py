"""classic-lb-tls-policy: Classic load balancers with TLS must have a policy of their own choice."""

from policypack.aws import elb
from policypack.check import Fact, Resource, Stack, Verdict, any_of, require
from policypack.fix import Blank, Create, Ref, fix
from policypack.rule import StackContext, StackRule

POLICY = ("aws:elb/loadBalancerPolicy:LoadBalancerPolicy",)
OF_LISTENER = ("aws:elb/listenerPolicy:ListenerPolicy",)
OLD_POLICY = ("aws:elb/sslNegotiationPolicy:SslNegotiationPolicy",)
CURRENT = "ELBSecurityPolicy-TLS-1-2-2017-01"
REFERENCE = "Reference-Security-Policy"


def check(balancer: Resource, context: StackContext[None]) -> Verdict:
    """A load balancer whose listeners speak TLS has a negotiation policy that is set at a listener."""
    stack = context.stack
    policy = Ref("tls", "policyName")
    name = Ref.to(balancer, "name")
    reference = [{"name": REFERENCE, "value": CURRENT}]
    return require(
        has_policy(balancer, stack),
        when=balancer["listeners"].any(lambda one: one["lbProtocol"].is_in(("https", "HTTPS", "ssl", "SSL"))),
        at="listeners",
        problem="No policy is set at the listeners that speak TLS, so they have AWS's oldest one, which takes TLS 1.0.",
        fix=fix(
            Create(
                POLICY[0],
                "tls",
                {
                    "loadBalancerName": name,
                    "policyName": Blank("a name for the policy"),
                    "policyTypeName": "SSLNegotiationPolicyType",
                    "policyAttributes": reference,
                },
            ),
            Create(
                OF_LISTENER[0],
                balancer.name,
                {"loadBalancerName": name, "loadBalancerPort": 443, "policyNames": [policy]},
            ),
        ),
    )


def has_policy(balancer: Resource, stack: Stack) -> Fact:
    """A policy is set at a listener of the load balancer."""
    names = ("name",)
    return any_of(
        stack.linked(OF_LISTENER, to=balancer, by="loadBalancerName", names=names).exists(),
        stack.linked(OLD_POLICY, to=balancer, by="loadBalancer", names=names).exists(),
    )


RULE = StackRule(
    id="classic-lb-tls-policy",
    summary="Classic load balancers with TLS must have a policy of their own choice",
    rationale="""
        A classic load balancer takes TLS 1.0 and old ciphers unless a ListenerPolicy sets a LoadBalancerPolicy at its
        listener; `tls-current` checks what that policy is. An application or network load balancer has newer ones.
    """,
    level="advisory",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    controls=("ELB.8",),
    applies_to=elb.CLASSIC,
    references=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-options.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-8",
    ),
    check=check,
)
