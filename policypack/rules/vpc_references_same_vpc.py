"""vpc-references-same-vpc: Connected resources must be in the same VPC."""

from collections.abc import Iterator

from policypack.aws.vpc_membership import same_vpc
from policypack.aws.vpc_pairs import BRINGING_TOGETHER, pairs_of
from policypack.check import Fact, Linked, Resource, Stack, Verdict, require
from policypack.rule import Bad, Good, Rejection, StackContext, StackRule, Undecided


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
    severity="high",
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
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            here = aws.ec2.Vpc("here", cidr_block="10.0.0.0/16")
            there = aws.ec2.Vpc("there", cidr_block="10.1.0.0/16")
            subnets = [aws.ec2.Subnet(f"here-{zone}", vpc_id=here.id, cidr_block=f"10.0.{index}.0/24",
                                      availability_zone=f"us-east-1{zone}") for index, zone in enumerate("ab")]
            subnet_ids = [subnet.id for subnet in subnets]
            abroad = aws.ec2.Subnet("there-a", vpc_id=there.id, cidr_block="10.1.0.0/24")
            foreign = aws.ec2.SecurityGroup("foreign", vpc_id=there.id)
            default = aws.ec2.SecurityGroup("default")
            table = aws.ec2.RouteTable("here", vpc_id=here.id)
            gateway = aws.ec2.InternetGateway("there", vpc_id=there.id)
            nat = aws.ec2.NatGateway("there", subnet_id=abroad.id, allocation_id="eipalloc-0123456789abcdef0")
            group = aws.rds.SubnetGroup("here", subnet_ids=subnet_ids)

            aws.ec2.Instance("instance", ami="ami-0123456789abcdef0", instance_type="t4g.small",
                             subnet_id=subnets[0].id, vpc_security_group_ids=[default.id])
            aws.lb.LoadBalancer("balancer", subnets=subnet_ids, security_groups=[foreign.id])
            aws.lambda_.Function("function", role="arn:aws:iam::123456789012:role/function", package_type="Image",
                                 image_uri="123456789012.dkr.ecr.us-east-1.amazonaws.com/function:1",
                                 vpc_config={"subnet_ids": [subnets[0].id], "security_group_ids": [foreign.id]})
            aws.rds.Instance("database", engine="postgres", instance_class="db.t4g.medium", username="orders",
                             manage_master_user_password=True, allocated_storage=100, storage_type="gp3",
                             db_subnet_group_name=group.name, vpc_security_group_ids=[foreign.id])
            aws.ec2.Route("route", route_table_id=table.id, destination_cidr_block="0.0.0.0/0", gateway_id=gateway.id)
            aws.ec2.Route("nat-route", route_table_id=table.id, destination_cidr_block="8.8.8.0/24",
                          nat_gateway_id=nat.id)
            aws.ec2.RouteTableAssociation("association", route_table_id=table.id, subnet_id=abroad.id)
            aws.ec2.RouteTable("inline", vpc_id=here.id, routes=[
                {"cidr_block": "0.0.0.0/0", "gateway_id": gateway.id}])
            """,
            finds={
                "instance": "vpcSecurityGroupIds",
                "balancer": "securityGroups",
                "function": "vpcConfig.securityGroupIds",
                "database": "vpcSecurityGroupIds",
                "route": "gatewayId",
                "nat-route": "natGatewayId",
                "association": "routeTableId",
                "inline": "routes",
            },
        ),
        Good(
            """
            import pulumi_aws as aws
            here = aws.ec2.Vpc("here", cidr_block="10.0.0.0/16")
            subnets = [aws.ec2.Subnet(f"here-{zone}", vpc_id=here.id, cidr_block=f"10.0.{index}.0/24",
                                      availability_zone=f"us-east-1{zone}") for index, zone in enumerate("ab")]
            subnet_ids = [subnet.id for subnet in subnets]
            own = aws.ec2.SecurityGroup("own", vpc_id=here.id)
            default = aws.ec2.SecurityGroup("default")
            gateway = aws.ec2.InternetGateway("here")
            attachment = aws.ec2.InternetGatewayAttachment("here", vpc_id=here.id, internet_gateway_id=gateway.id)
            nat = aws.ec2.NatGateway("here", subnet_id=subnets[0].id, allocation_id="eipalloc-0123456789abcdef0")
            table = aws.ec2.RouteTable("inline-here", vpc_id=here.id, routes=[
                {"cidr_block": "8.8.4.0/24", "gateway_id": gateway.id}])
            group = aws.rds.SubnetGroup("here", subnet_ids=subnet_ids)

            aws.ec2.Instance("instance-here", ami="ami-0123456789abcdef0", instance_type="t4g.small",
                             subnet_id=subnets[0].id, vpc_security_group_ids=[own.id])
            aws.ec2.Instance("default", ami="ami-0123456789abcdef0", instance_type="t4g.small",
                             vpc_security_group_ids=[default.id])
            aws.ec2.Instance("known", ami="ami-0123456789abcdef0", instance_type="t4g.small",
                             subnet_id="subnet-0123456789abcdef0", vpc_security_group_ids=[own.id])
            aws.lb.LoadBalancer("balancer-here", subnets=subnet_ids, security_groups=[own.id])
            aws.lambda_.Function("function-here", role="arn:aws:iam::123456789012:role/function", package_type="Image",
                                 image_uri="123456789012.dkr.ecr.us-east-1.amazonaws.com/function:1",
                                 vpc_config={"subnet_ids": [subnets[0].id], "security_group_ids": [own.id]})
            aws.rds.Instance("database-here", engine="postgres", instance_class="db.t4g.medium", username="orders",
                             manage_master_user_password=True, allocated_storage=100, storage_type="gp3",
                             db_subnet_group_name=group.name, vpc_security_group_ids=[own.id])
            aws.ec2.Route("route-here", route_table_id=table.id, destination_cidr_block="0.0.0.0/0",
                          gateway_id=gateway.id)
            aws.ec2.Route("nat-route-here", route_table_id=table.id, destination_cidr_block="8.8.8.0/24",
                          nat_gateway_id=nat.id)
            aws.ec2.RouteTableAssociation("association-here", route_table_id=table.id, subnet_id=subnets[0].id)
            """
        ),
        Undecided(
            """
            import pulumi_aws as aws
            here = aws.ec2.Vpc("here", cidr_block="10.0.0.0/16")
            subnet = aws.ec2.Subnet("here", vpc_id=here.id, cidr_block="10.0.0.0/24")
            group = aws.ec2.SecurityGroup("web", vpc_id="vpc-0123456789abcdef0")
            aws.ec2.Instance("instance", ami="ami-0123456789abcdef0", instance_type="t4g.small", subnet_id=subnet.id,
                             vpc_security_group_ids=[group.id])
            """,
            because={"instance": "id"},
        ),
    ),
)
