"""vpc-references-same-vpc: Connected resources must be in the same VPC."""

from collections.abc import Callable, Iterator, Mapping

from policypack.aws import ec2, elb, lambda_, rds
from policypack.aws.vpc.membership import same_vpc
from policypack.aws.vpc.security_groups import GROUP
from policypack.check import TRUE, Fact, Linked, Resource, Stack, Verdict, require
from policypack.fix import Blank, Fix, Ref, Set, Target, fix
from policypack.model.records import record
from policypack.rule import Rejection, StackContext, StackRule

INSTANCE = ("aws:ec2/instance:Instance",)
DB_SUBNET_GROUP = ("aws:rds/subnetGroup:SubnetGroup",)
A_GROUP = "security groups of the subnets' VPC"

OF_INSTANCE = Rejection(
    service="EC2",
    condition="An instance's security group belongs to another VPC than its subnet",
    error="InvalidParameter: Security group sg-0d595415951402832 and subnet subnet-008c094dfe760bda4 belong to"
    " different networks.",
    source="https://github.com/ansible-collections/amazon.aws/issues/824",
    invalid="instance",
    valid="instance-here",
)
OF_BALANCER = Rejection(
    service="Elastic Load Balancing",
    condition="A load balancer's security group belongs to another VPC than its subnets",
    error="InvalidConfigurationRequest: Security group 'foo' does not belong to VPC 'bar'",
    source="https://github.com/hashicorp/terraform/issues/958",
    invalid="balancer",
    valid="balancer-here",
)
OF_FUNCTION = Rejection(
    service="Lambda",
    condition="A function's security group belongs to another VPC than its subnets",
    error="Security Groups are required to be in the same VPC",
    source="https://github.com/smoketurner/serverless-vpc-plugin/issues/765",
    invalid="function",
    valid="function-here",
)
OF_DATABASE = Rejection(
    service="RDS",
    condition="A database's security group belongs to another VPC than its subnet group",
    error="InvalidParameterCombination: The DB instance and EC2 security group are in different VPCs. The DB instance"
    " is in vpc-0a0fbbcca3060b009 and the EC2 security group is in vpc-03e317d71474c989d",
    source="https://github.com/terraform-aws-modules/terraform-aws-rds/issues/451",
    invalid="database",
    valid="database-here",
)
TO_GATEWAY = Rejection(
    service="VPC",
    condition="A route leads to an internet gateway of another VPC",
    error="InvalidParameterValue: route table rtb-03701c7a6171e6432 and network gateway igw-0138227911f6b43af belong"
    " to different networks",
    source="https://github.com/smoketurner/serverless-vpc-plugin/issues/147",
    invalid="route",
    valid="route-here",
)
TO_NAT_GATEWAY = Rejection(
    service="VPC",
    condition="A route leads to a NAT gateway of another VPC",
    error="route table rtb-7fa97116 and interface interface-0a50e647 belong to different networks",
    source="https://github.com/saltstack/salt/issues/38791",
    invalid="nat-route",
    valid="nat-route-here",
)
OF_ASSOCIATION = Rejection(
    service="VPC",
    condition="A subnet is associated with a route table of another VPC",
    error="The route table and subnet must be in the same VPC.",
    source="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateRouteTable.html",
    invalid="association",
    valid="association-here",
)
OF_SUBNETS = Rejection(
    service="RDS",
    condition="The subnets of a subnet group are of two VPCs",
    error="InvalidSubnet: The requested subnet is invalid, or multiple subnets were requested that are not all in a"
    " common VPC.",
    source="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html",
    invalid="two-vpcs",
    valid="here",
)


@record(frozen=True, slots=True)
class Pair:
    """Two groups of resources that one resource connects: ``at`` names the first, which ``other`` may replace."""

    at: str
    members: Linked
    peers: Linked
    problem: str
    other: str
    rejects: Rejection


Pairs = Callable[[Resource, Stack], Iterator[Pair]]


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """The subnets, security groups, route tables and gateways that a resource connects are of one VPC."""
    for pair in PAIRS[resource.type](resource, context.stack):
        yield require(
            pair.members.all(lambda one: is_of_the_same(one, pair.peers, context.stack)),  # noqa: B023
            when=pair.members.exists(),
            at=pair.at,
            problem=pair.problem,
            fix=moved(pair, context.stack),
            rejects=pair.rejects,
        )


def is_of_the_same(one: Resource, peers: Linked, stack: Stack) -> Fact:
    """All of the peers are in the VPC of this one."""
    return peers.all(lambda other: same_vpc(one, other, stack))


def moved(pair: Pair, stack: Stack) -> Fix:
    """A security group that names no VPC is moved into that of its peers; of others, the reader chooses."""
    strangers = [one for one in pair.members if is_of_the_same(one, pair.peers, stack).truth is False]
    vpcs = [vpc for peer in pair.peers for vpc in stack.referred(peer, "vpcId", ec2.VPC).certain()]
    if vpcs and strangers and all(one.type in GROUP and one["vpcId"].is_absent for one in strangers):
        return fix(*(Set("vpcId", Ref.to(vpcs[0], "id"), on=Target.of(one)) for one in strangers))
    return fix(Set(pair.at, Blank(pair.other)))


def groups_and_subnets(at: str, subnets: str, problem: str, rejects: Rejection) -> Pairs:
    """The security groups at one argument, and the subnets at another."""

    def pairs(resource: Resource, stack: Stack) -> Iterator[Pair]:
        groups, peers = stack.referred(resource, at, GROUP), stack.referred(resource, subnets, ec2.SUBNET)
        yield Pair(at, groups, peers, problem, A_GROUP, rejects)

    return pairs


def of_database(database: Resource, stack: Stack) -> Iterator[Pair]:
    for group in stack.referred(database, "dbSubnetGroupName", DB_SUBNET_GROUP, names=("name",)).certain():
        yield Pair(
            "vpcSecurityGroupIds",
            stack.referred(database, "vpcSecurityGroupIds", GROUP),
            stack.referred(group, "subnetIds", ec2.SUBNET),
            f"A security group of the database belongs to another VPC than the subnets of {group}.",
            A_GROUP,
            OF_DATABASE,
        )


def of_subnet_group(group: Resource, stack: Stack) -> Iterator[Pair]:
    subnets = stack.referred(group, "subnetIds", ec2.SUBNET)
    problem, other = "The subnets of the group are of two VPCs.", "subnets of one VPC"
    yield Pair("subnetIds", subnets, subnets, problem, other, OF_SUBNETS)


def of_association(association: Resource, stack: Stack) -> Iterator[Pair]:
    yield Pair(
        "routeTableId",
        stack.referred(association, "routeTableId", ec2.ROUTE_TABLE),
        stack.referred(association, "subnetId", ec2.SUBNET),
        "The route table belongs to another VPC than the subnet.",
        "a route table of the subnet's VPC",
        OF_ASSOCIATION,
    )


def of_route(route: Resource, stack: Stack) -> Iterator[Pair]:
    tables = stack.referred(route, "routeTableId", ec2.ROUTE_TABLE)
    for argument, types in (("gatewayId", ec2.INTERNET_GATEWAY), ("natGatewayId", ec2.NAT_GATEWAY)):
        for gateway in stack.referred(route, argument, types).certain():
            yield to_gateway(argument, tables, gateway, stack)


def of_route_table(table: Resource, stack: Stack) -> Iterator[Pair]:
    """The gateways that the table's own routes depend on are those that they lead to."""
    gateways = (stack.get(urn) for urn in table.property_dependencies.get("routes", ()))
    for gateway in gateways:
        if gateway is not None and gateway.type in (*ec2.INTERNET_GATEWAY, *ec2.NAT_GATEWAY):
            yield to_gateway("routes", Linked(((table, TRUE),)), gateway, stack)


def to_gateway(at: str, tables: Linked, gateway: Resource, stack: Stack) -> Pair:
    """The tables whose route leads to the gateway, and what tells the gateway's VPC."""
    is_nat = gateway.type in ec2.NAT_GATEWAY
    placed_by = stack.referred(gateway, "subnetId", ec2.SUBNET) if is_nat else attachments(gateway, stack)
    problem = f"A route leads to {gateway}, which belongs to another VPC than the route table."
    other = "routes to gateways of the route table's VPC" if at == "routes" else "a gateway of the route table's VPC"
    return Pair(at, tables, placed_by, problem, other, TO_NAT_GATEWAY if is_nat else TO_GATEWAY)


def attachments(gateway: Resource, stack: Stack) -> Linked:
    """What names the internet gateway's VPC: itself, or an attachment."""
    if not gateway["vpcId"].is_absent:
        return Linked(((gateway, TRUE),))
    return stack.linked(ec2.INTERNET_GATEWAY_ATTACHMENT, to=gateway, by="internetGatewayId")


PAIRS: Mapping[str, Pairs] = {
    **dict.fromkeys(
        INSTANCE,
        groups_and_subnets(
            "vpcSecurityGroupIds",
            "subnetId",
            "A security group of the instance belongs to another VPC than its subnet.",
            OF_INSTANCE,
        ),
    ),
    **dict.fromkeys(
        elb.LOAD_BALANCER,
        groups_and_subnets(
            "securityGroups",
            "subnets",
            "A security group of the load balancer belongs to another VPC than its subnets.",
            OF_BALANCER,
        ),
    ),
    **dict.fromkeys(
        lambda_.FUNCTION,
        groups_and_subnets(
            "vpcConfig.securityGroupIds",
            "vpcConfig.subnetIds",
            "A security group of the function belongs to another VPC than its subnets.",
            OF_FUNCTION,
        ),
    ),
    **dict.fromkeys(rds.INSTANCE, of_database),
    **dict.fromkeys(
        (*rds.SUBNET_GROUP, *rds.DOCUMENTDB_SUBNET_GROUP, *rds.NEPTUNE_SUBNET_GROUP),
        of_subnet_group,
    ),
    **dict.fromkeys(ec2.ROUTE_TABLE_ASSOCIATION, of_association),
    **dict.fromkeys(ec2.ROUTE, of_route),
    **dict.fromkeys(ec2.ROUTE_TABLE, of_route_table),
}

REJECTIONS = (
    OF_INSTANCE,
    OF_BALANCER,
    OF_FUNCTION,
    OF_DATABASE,
    TO_GATEWAY,
    TO_NAT_GATEWAY,
    OF_ASSOCIATION,
    OF_SUBNETS,
)

RULE = StackRule(
    id="vpc-references-same-vpc",
    summary="Connected resources must be in the same VPC",
    rationale="""
        The security groups of an instance, a load balancer, a function or a database must belong to the VPC of its
        subnets, and the subnets of a group to one VPC. A subnet needs a route table of its VPC, and a route a gateway
        of it. A security group without a VPC is in the account's default one, which is how most programs mix two.
        Resources that the stack does not make are not checked, and neither are routes to peerings and transit gateways,
        which lead to other VPCs by design.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=tuple(PAIRS),
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
        OF_INSTANCE.source,
        OF_DATABASE.source,
        TO_GATEWAY.source,
        OF_ASSOCIATION.source,
    ),
    rejections=REJECTIONS,
    check=check,
)
