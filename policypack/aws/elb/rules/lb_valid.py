"""lb-valid: Load balancers must have valid names and subnets in separate zones."""

from collections.abc import Iterator

from policypack.aws.elb import LOAD_BALANCER, NAME, is_application
from policypack.aws.vpc.subnet_spread import listed_subnets, share_a_zone, spans_two_zones, stands_elsewhere
from policypack.check import Resource, Verdict, all_of, is_not, require
from policypack.rule import Rejection, StackContext, StackRule


def check(load_balancer: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The name fits, and the subnets stand in zones of their own, for applications in two at least."""
    name, listed = load_balancer["name"], load_balancer["subnets"]
    yield require(
        name.matches(NAME),
        when=is_not(name.is_empty()),
        at=name,
        problem=f"name is {name}; AWS takes up to 32 letters, digits and hyphens, no hyphen at an end and no internal-"
        " at the start.",
        fix='name="orders-public"',
    )
    subnets = listed_subnets(context.stack, load_balancer, "subnets")
    yield require(
        spans_two_zones(listed, subnets),
        when=all_of(listed.is_set(), is_application(load_balancer), is_not(subnets.any(stands_elsewhere))),
        at=listed,
        problem="subnets are in one availability zone: At least two subnets in two different Availability Zones must"
        " be specified.",
        fix="subnets=[subnet_a.id, subnet_b.id]  # of two availability zones",
    )
    yield require(
        is_not(share_a_zone(subnets)),
        when=listed.is_set(),
        at=listed,
        problem="Two of the subnets are in the same availability zone: A load balancer cannot be attached to multiple"
        " subnets in the same Availability Zone.",
        fix="subnets=[subnet_a.id, subnet_b.id]  # one of each availability zone",
    )


_CREATE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html"

RULE = StackRule(
    id="lb-valid",
    summary="Load balancers must have valid names and subnets in separate zones",
    rationale="""
        An application load balancer stands in two availability zones at least, and every load balancer in at most one
        subnet of each. On Outposts and in local zones one subnet is enough. Subnets that the stack does not make are
        taken to be in zones of their own, and subnets that stand in subnet_mappings are not judged.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=LOAD_BALANCER,
    references=(_CREATE,),
    rejections=(
        Rejection(
            service="Elastic Load Balancing",
            condition="A load balancer's name is over 32 characters, has others than letters, digits and hyphens, or"
            " starts with internal-",
            error="ValidationError: The load balancer name 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' cannot be longer than"
            " '32' characters",
            source="https://github.com/aws-cloudformation/cfn-lint/issues/3259",
            invalid="long",
            valid="longest",
        ),
        Rejection(
            service="Elastic Load Balancing",
            condition="An application load balancer stands in one availability zone",
            error="ValidationError: At least two subnets in two different Availability Zones must be specified",
            source="https://github.com/kasmtech/terraform/issues/5",
            invalid="one-subnet",
            valid="network",
        ),
        Rejection(
            service="Elastic Load Balancing",
            condition="A load balancer has two subnets in one availability zone",
            error="InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the same"
            " Availability Zone",
            source="https://github.com/robertdebock/terraform-aws-vault/issues/5",
            invalid="same-zone",
            valid="longest",
        ),
    ),
    check=check,
)
