"""lb-valid: Load balancers must have valid names and subnets in separate zones."""

from collections.abc import Iterator

from policypack.aws.ec2 import VPC
from policypack.aws.elb import CLASSIC, LOAD_BALANCER, LONGEST_NAME, NAME, is_application
from policypack.aws.vpc.exits import has_internet_gateway
from policypack.aws.vpc.subnet_spread import is_off_region, listed_subnets, share_a_zone, spans_two_zones
from policypack.check import Fact, Resource, Stack, Verdict, all_of, any_of, is_not, known, require
from policypack.constraint import Constraint, Table, argument, form, joined, length, of_text
from policypack.fix import Add, Blank, Set, fix
from policypack.rule import Rejection, StackContext, StackRule

CREATE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html"
INTERNAL = "internal-"
ELSEWHERE = ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"]

name = argument("name")
TABLE = Table(
    "Elastic Load Balancing",
    {
        LOAD_BALANCER: (
            length(
                "name",
                LONGEST_NAME,
                error="ValidationError: The load balancer name 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' cannot be longer"
                " than '32' characters",
                source="https://github.com/aws-cloudformation/cfn-lint/issues/3259",
            ),
            form(
                "name",
                NAME,
                "letters, digits and hyphens, with no hyphen at an end",
                invalid=("orders_public", "orders-"),
                valid="orders-public",
                correct=joined("A-Za-z0-9-"),
                error="ValidationError: This name must be unique per region per account, can have a maximum of 32"
                " characters, must contain only alphanumeric characters or hyphens, must not begin or end with a"
                ' hyphen, and must not begin with "internal-".',
                source=CREATE,
            ),
            Constraint(
                demand=~name.starts_with(INTERNAL),
                when=name.is_given().unsaid(),
                error='"name" cannot begin with "internal-" (from the provider)',
                source="https://github.com/terraform-linters/tflint-ruleset-aws/issues/353",
                fix=fix(Set("name", Blank(f"a name that does not start with {INTERNAL}"))),
                correct=of_text(lambda text: text.removeprefix(INTERNAL)),
                invalid={"name": "internal-orders"},
                valid={"name": "internal"},
            ),
        )
    },
    {type_: {"subnets": ELSEWHERE} for type_ in LOAD_BALANCER},
)
ONE_ZONE = Rejection(
    service="Elastic Load Balancing",
    condition="The subnets of an application load balancer are in one availability zone",
    error="ValidationError: At least two subnets in two different Availability Zones must be specified",
    source="https://github.com/kasmtech/terraform/issues/5",
    invalid="one-subnet",
    valid="network",
)
SAME_ZONE = Rejection(
    service="Elastic Load Balancing",
    condition="Two subnets of a load balancer are in the same availability zone",
    error="InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the same Availability"
    " Zone",
    source="https://github.com/robertdebock/terraform-aws-vault/issues/5",
    invalid="same-zone",
    valid="two-zones",
)


NO_GATEWAY = Rejection(
    service="Elastic Load Balancing",
    condition="An internet-facing load balancer is in a new VPC that gets no internet gateway",
    error="InvalidSubnet: VPC vpc-0765c67bbc82a1b7d has no internet gateway",
    source="https://github.com/hashicorp/terraform/issues/13587",
    invalid="no-gateway",
    valid="two-zones",
)


def check(load_balancer: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The subnets are in different availability zones, those of an application load balancer in two or more."""
    listed, subnets = load_balancer["subnets"], listed_subnets(context.stack, load_balancer, "subnets")
    is_classic = known(load_balancer.type in CLASSIC)
    yield require(
        spans_two_zones(listed, subnets),
        when=all_of(
            listed.is_set(), is_not(is_classic), is_application(load_balancer), is_not(subnets.any(is_off_region))
        ),
        at=listed,
        problem="The subnets are in one availability zone; an application load balancer needs two.",
        fix=fix(Add("subnets", Blank("the ID of a subnet in another availability zone"))),
        rejects=ONE_ZONE,
    )
    yield require(
        is_not(share_a_zone(subnets)),
        when=listed.is_set(),
        at=listed,
        problem="Two of the subnets are in the same availability zone.",
        fix=fix(Set("subnets", Blank("the IDs of subnets, one of each availability zone"))),
        rejects=SAME_ZONE,
    )
    mapped = listed_subnets(context.stack, load_balancer, "subnetMappings")
    yield require(
        (subnets + mapped).all(lambda subnet: may_face_internet(subnet, context.stack)),
        when=all_of(
            any_of(listed.is_set(), load_balancer["subnetMappings"].is_set()),
            is_not(load_balancer["internal"].is_true()),
            is_not(load_balancer["loadBalancerType"].equals("gateway")),
        ),
        at="internal",
        problem="The load balancer faces the internet, and the VPC of its subnets has no internet gateway.",
        fix=fix(Set("internal", True), note="or an aws.ec2.InternetGateway of the VPC, made before"),
        rejects=NO_GATEWAY,
    )


def may_face_internet(subnet: Resource, stack: Stack) -> Fact:
    """The subnet's VPC has an internet gateway, or may have one that the stack does not make."""
    vpcs = stack.referred(subnet, "vpcId", VPC[:1])
    return any_of(
        vpcs.all(lambda vpc: any_of(is_not(vpc.is_new()), has_internet_gateway(stack, vpc))), is_off_region(subnet)
    )


RULE = StackRule(
    id="lb-valid",
    summary="Load balancers must have valid names and subnets in separate zones",
    rationale="""
        An application load balancer needs subnets in two availability zones or more, and every load balancer has at
        most one subnet of each. One that faces the internet is in a VPC with an internet gateway. On Outposts and in
        local zones one subnet is enough. Subnets outside the stack count as subnets in different zones, and the zones
        of subnets in subnet_mappings are not checked.
    """,
    level="mandatory",
    early=True,
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*LOAD_BALANCER, *CLASSIC),
    references=(CREATE,),
    rejections=(*TABLE.rejections, ONE_ZONE, SAME_ZONE, NO_GATEWAY),
    table=TABLE,
    check=check,
)
