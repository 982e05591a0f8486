"""autoscaling-elb-health-check: Groups behind a load balancer must use its health checks."""

from policypack.aws import autoscaling
from policypack.check import Fact, Resource, Stack, Verdict, any_of, is_not, require
from policypack.fix import Set, fix
from policypack.rule import StackContext, StackRule

ATTACHMENTS = (
    "aws:autoscaling/attachment:Attachment",
    "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment",
)
BALANCED = ("loadBalancers", "targetGroupArns", "trafficSources")


def check(group: Resource, context: StackContext[None]) -> Verdict:
    """A group that a load balancer sends requests to has its health checks, or those of VPC Lattice."""
    kind = group["healthCheckType"]
    return require(
        kind.as_text().test(lambda text: any(one in text.upper() for one in ("ELB", "LATTICE"))),
        when=is_balanced(group, context.stack),
        at=kind,
        problem=f"healthCheckType is {kind}: an instance that runs but answers no requests is never replaced.",
        fix=fix(Set("healthCheckType", "ELB")),
    )


def is_balanced(group: Resource, stack: Stack) -> Fact:
    """The group names a load balancer or its target group, or an attachment does it."""
    own = (is_not(group[name].is_empty()) for name in BALANCED)
    return any_of(*own, stack.linked(ATTACHMENTS, to=group, by="autoscalingGroupName").exists())


RULE = StackRule(
    id="autoscaling-elb-health-check",
    summary="Groups behind a load balancer must use its health checks",
    rationale="""
        By itself an Auto Scaling group replaces an instance only when its machine fails. The load balancer knows
        whether the application answers. Where instances need long to start, healthCheckGracePeriod must be
        longer than that.
    """,
    level="advisory",
    consequence="downtime",
    rated="low",
    since="0.3.0",
    controls=("AutoScaling.1",),
    applies_to=autoscaling.GROUP,
    references=(
        "https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-add-elb-healthcheck.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-1",
    ),
    check=check,
)
