"""ec2-launch-type-in-region: Templates, groups and fleets must name instance types of the region."""

from collections.abc import Iterator

from policypack.aws.ec2.instance_types import LAUNCHED, judge_type
from policypack.check import Resource, Verdict
from policypack.rule import Context, ResourceRule

OFFERINGS = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypeOfferings.html"
OVERRIDES = "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html"


def check(resource: Resource, context: Context[None]) -> Iterator[Verdict]:
    """The region has each instance type that instances would be launched with, as far as is known."""
    region = context.region(resource)
    for path in LAUNCHED[resource.type]:
        for chosen in resource.each(path):
            yield judge_type(chosen, region, resource, context.catalog)


RULE = ResourceRule(
    id="ec2-launch-type-in-region",
    summary="Templates, groups and fleets must name instance types of the region",
    rationale="""
        EC2 accepts a launch template with any instance type, and a group or a fleet with a type among others that the
        region does not have: what is wrong shows when instances are to be launched, or at the group that uses the
        template. A group then has fewer types to choose from than it names, or none. The lists and the doubts are those
        of `ec2-instance-type-in-region`. The rule is advice, because the resource itself is made.
    """,
    level="advisory",
    consequence="deployment fails",
    since="0.2.0",
    applies_to=tuple(LAUNCHED),
    references=(OFFERINGS, OVERRIDES),
    check=check,
)
