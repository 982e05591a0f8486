"""lb-valid: Load balancers must have valid names and subnets in separate zones."""

from collections.abc import Iterator

from policypack.aws.load_balancing import LOAD_BALANCER, NAME, is_application
from policypack.aws.subnet_spread import listed_subnets, share_a_zone, spans_two_zones, stands_elsewhere
from policypack.check import Resource, Verdict, all_of, is_not, require
from policypack.rule import Bad, Good, Rejection, StackContext, StackRule, Undecided


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
    severity="high",
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
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
            a, b, same = [
                aws.ec2.Subnet(f"public-{index}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24",
                               availability_zone=f"us-east-1{zone}")
                for index, zone in enumerate("aba")
            ]
            aws.lb.LoadBalancer("long", name="a" * 33, subnets=[a.id, b.id])
            aws.lb.LoadBalancer("internal", name="internal-orders", subnets=[a.id, b.id])
            aws.lb.LoadBalancer("underscore", name="orders_public", subnets=[a.id, b.id])
            aws.lb.LoadBalancer("one-subnet", subnets=[a.id])
            aws.lb.LoadBalancer("one-zone", subnets=[a.id, same.id])
            aws.lb.LoadBalancer("same-zone", subnets=[a.id, b.id, same.id], load_balancer_type="network")
            """,
            finds={
                "long": "name",
                "internal": "name",
                "underscore": "name",
                "one-subnet": "subnets",
                "one-zone": "subnets",
                "same-zone": "subnets",
            },
        ),
        Good(
            """
            import pulumi_aws as aws
            vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
            zones = aws.get_availability_zones(state="available")
            a, b = [
                aws.ec2.Subnet(f"public-{index}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24",
                               availability_zone=zones.names[index])
                for index in range(2)
            ]
            local = aws.ec2.Subnet("local", vpc_id=vpc.id, cidr_block="10.0.9.0/24",
                                   availability_zone="us-east-1-bos-1a")
            aws.lb.LoadBalancer("longest", name="a" * 32, subnets=[a.id, b.id])
            aws.lb.LoadBalancer("network", name="internal", subnets=[a.id], load_balancer_type="network")
            aws.lb.LoadBalancer("boston", subnets=[local.id])
            aws.lb.LoadBalancer("elsewhere", subnets=["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"])
            """
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
            subnets = [
                aws.ec2.Subnet(f"public-{index}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24",
                               availability_zone=zone)
                for index, zone in enumerate(["us-east-1a", old.outputs["Zone"]])
            ]
            aws.lb.LoadBalancer("orders", subnets=[subnet.id for subnet in subnets])
            """,
            because={"orders": "availabilityZone"},
        ),
    ),
)
