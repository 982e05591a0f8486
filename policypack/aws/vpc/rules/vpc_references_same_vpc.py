"""vpc-references-same-vpc: Connected resources must be in the same VPC."""

from collections.abc import Iterator

from policypack.aws.vpc.membership import same_vpc
from policypack.aws.vpc.pairs import BRINGING_TOGETHER, pairs_of
from policypack.check import Fact, Linked, Resource, Stack, Verdict, require
from policypack.rule import Rejection, StackContext, StackRule


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Subnets, security groups, route tables and gateways that a resource brings together are of the same VPC."""
    for pair in pairs_of(resource, context.stack):
        yield require(
            pair.members.all(lambda one: of_the_same(one, pair.peers, context.stack)),  # noqa: B023
            when=pair.members.exists(),
            at=pair.at,
            problem=pair.problem,
            fix=f"# {pair.at}: one of the same VPC",
        )


def of_the_same(one: Resource, peers: Linked, stack: Stack) -> Fact:
    """All of the peers stand in the VPC of this one."""
    return peers.all(lambda other: same_vpc(one, other, stack))


_INSTANCE = "https://github.com/ansible-collections/amazon.aws/issues/824"
_BALANCER = "https://github.com/hashicorp/terraform/issues/958"
_FUNCTION = "https://github.com/smoketurner/serverless-vpc-plugin/issues/765"
_DATABASE = "https://github.com/terraform-aws-modules/terraform-aws-rds/issues/451"
_GATEWAY = "https://github.com/smoketurner/serverless-vpc-plugin/issues/147"
_NAT = "https://github.com/saltstack/salt/issues/38791"
_ASSOCIATION = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateRouteTable.html"


def _rejection(service: str, condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(service=service, condition=condition, error=error, source=source, invalid=refused, valid=accepted)


RULE = StackRule(
    id="vpc-references-same-vpc",
    summary="Connected resources must be in the same VPC",
    rationale="""
        An instance, a load balancer, a function or a database takes security groups of the VPC that its subnets stand
        in; a subnet takes a route table of its VPC, and a route a gateway of it. A security group without a VPC stands
        in the account's default one, which is how most programs come to mix two. What the stack does not make is not
        looked into, and neither are routes to peerings and transit gateways, which lead to other VPCs by design.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=BRINGING_TOGETHER,
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
        _INSTANCE,
        _DATABASE,
        _GATEWAY,
        _ASSOCIATION,
    ),
    rejections=(
        _rejection(
            "EC2",
            "An instance's security group belongs to another VPC than its subnet",
            "InvalidParameter: Security group sg-0d595415951402832 and subnet subnet-008c094dfe760bda4 belong to"
            " different networks.",
            _INSTANCE,
            "instance",
            "instance-here",
        ),
        _rejection(
            "Elastic Load Balancing",
            "A load balancer's security group belongs to another VPC than its subnets",
            "InvalidConfigurationRequest: Security group 'foo' does not belong to VPC 'bar'",
            _BALANCER,
            "balancer",
            "balancer-here",
        ),
        _rejection(
            "Lambda",
            "A function's security group belongs to another VPC than its subnets",
            "Security Groups are required to be in the same VPC",
            _FUNCTION,
            "function",
            "function-here",
        ),
        _rejection(
            "RDS",
            "A database's security group belongs to another VPC than its subnet group",
            "InvalidParameterCombination: The DB instance and EC2 security group are in different VPCs. The DB instance"
            " is in vpc-0a0fbbcca3060b009 and the EC2 security group is in vpc-03e317d71474c989d",
            _DATABASE,
            "database",
            "database-here",
        ),
        _rejection(
            "VPC",
            "A route leads to an internet gateway of another VPC",
            "InvalidParameterValue: route table rtb-03701c7a6171e6432 and network gateway igw-0138227911f6b43af belong"
            " to different networks",
            _GATEWAY,
            "route",
            "route-here",
        ),
        _rejection(
            "VPC",
            "A route leads to a NAT gateway of another VPC",
            "route table rtb-7fa97116 and interface interface-0a50e647 belong to different networks",
            _NAT,
            "nat-route",
            "nat-route-here",
        ),
        _rejection(
            "VPC",
            "A subnet is associated with a route table of another VPC",
            "The route table and subnet must be in the same VPC.",
            _ASSOCIATION,
            "association",
            "association-here",
        ),
    ),
    check=check,
)
