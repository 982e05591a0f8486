"""The nouns of Elastic Load Balancing: application, network and gateway load balancers."""

from __future__ import annotations

from policypack.model.alike import Alike
from policypack.model.facts import Fact
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value

LOAD_BALANCER = ("aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer")
CLASSIC = ("aws:elb/loadBalancer:LoadBalancer",)
TARGET_GROUP = ("aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup")
LISTENER = ("aws:lb/listener:Listener", "aws:alb/listener:Listener")
LISTENER_RULE = ("aws:lb/listenerRule:ListenerRule", "aws:alb/listenerRule:ListenerRule")

OF_APPLICATIONS = ("HTTP", "HTTPS")
"""The protocols that application load balancers speak, to clients and to targets."""
OF_NETWORKS = ("TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC")
"""The protocols that network load balancers speak, to clients and to targets."""

NAME = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
"""The name of a load balancer and of a target group."""
LONGEST_NAME = 32


def is_application(load_balancer: Resource) -> Fact:
    """An application load balancer, the default type."""
    return load_balancer["loadBalancerType"].or_default("application").equals("application")


def is_network(load_balancer: Resource) -> Fact:
    return load_balancer["loadBalancerType"].equals("network")


def target_type(group: Resource, type_: str) -> Fact:
    """The group's targets are of this type; instance is the default."""
    return group["targetType"].or_default("instance").equals(type_)


def rules_of_priority(stack: Stack, listener: Resource, priority: Value) -> list[tuple[Resource, Fact]]:
    """The listener's rules that have this priority or may have it, each with the fact that it is the listener's."""
    return stack.derived(_by_priority, listener).like(priority)


def _by_priority(stack: Stack, listener: Resource) -> Alike[tuple[Resource, Fact]]:
    rules = stack.linked(LISTENER_RULE, to=listener, by="listenerArn").links
    return Alike(((rule, fact), rule["priority"].as_number()) for rule, fact in rules)
