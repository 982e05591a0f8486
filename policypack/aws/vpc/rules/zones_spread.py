"""zones-spread: Load balancers and Auto Scaling groups must span two zones."""

from policypack.aws import autoscaling, elb
from policypack.aws.vpc.subnet_spread import listed_subnets, spans_two_zones
from policypack.check import Fact, Resource, Stack, Verdict, any_of, require
from policypack.fix import Blank, Set, fix
from policypack.rule import StackContext, StackRule

SUBNETS = {
    **dict.fromkeys((*elb.LOAD_BALANCER, *elb.CLASSIC), "subnets"),
    **dict.fromkeys(autoscaling.GROUP, "vpcZoneIdentifiers"),
}
LISTS = ("availabilityZones", "subnetMappings")


def check(resource: Resource, context: StackContext[None]) -> Verdict:
    """The subnets are in two zones, or two zones are named. Application load balancers have two in any case."""
    path = SUBNETS[resource.type]
    named = [path, *(name for name in LISTS if not resource[name].is_absent)]
    given = any_of(*(resource[name].is_set() for name in named))
    is_single = resource["loadBalancerType"].is_in(("network", "gateway"))
    return require(
        any_of(spans(resource, context.stack), *(resource[name].count().at_least(2) for name in named[1:])),
        when=is_single if resource.type in elb.LOAD_BALANCER else given,
        at=next((name for name in named if not resource[name].is_absent), path),
        problem="It is in one zone only: when that zone fails, nothing is left that answers.",
        fix=fix(Set(path, Blank("subnets in two zones or more"))),
    )


def spans(resource: Resource, stack: Stack) -> Fact:
    """The subnets that the resource lists are in two zones."""
    path = SUBNETS[resource.type]
    return spans_two_zones(resource[path], listed_subnets(stack, resource, path))


RULE = StackRule(
    id="zones-spread",
    summary="Load balancers and Auto Scaling groups must span two zones",
    rationale="""
        Zones of a region fail one by one. A network, gateway or classic load balancer and an Auto Scaling group may be
        in a single one; an application load balancer may not, which `lb-valid` checks. Subnets that the stack does not
        make count as being in a zone each.
    """,
    level="advisory",
    consequence="downtime",
    rated="medium",
    since="0.3.0",
    controls=("AutoScaling.2", "ELB.10", "ELB.13"),
    applies_to=(*elb.LOAD_BALANCER, *elb.CLASSIC, *autoscaling.GROUP),
    references=(
        "https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-13",
    ),
    check=check,
)
