"""vpc-internet-gateway: VPCs must have an internet gateway and route, or private exits only."""

from __future__ import annotations

from collections.abc import Iterator

from policypack.aws import ec2, vpc_exits
from policypack.aws.programs import name_of, variable
from policypack.check import Fact, Resource, Verdict, all_of, any_of, is_not, require
from policypack.rule import Bad, Good, StackContext, StackRule, Undecided


def check(vpc: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """A VPC with subnets has an internet gateway and a route to it, or private exits and nothing public."""
    stack = context.stack
    has_subnets = stack.linked(ec2.SUBNET, to=vpc, by="vpcId").exists()
    has_gateway = vpc_exits.has_internet_gateway(stack, vpc)
    needs_gateway = vpc_exits.needs_internet_gateway(stack, vpc)
    is_private = all_of(vpc_exits.has_private_exit(stack, vpc), is_not(needs_gateway))
    yield require(
        any_of(has_gateway, is_private),
        when=has_subnets,
        at="internetGateway",
        problem=f"The VPC has no internet gateway: {consequence(needs_gateway)}",
        fix=f"gateway = aws.ec2.InternetGateway({name_of(vpc)}, vpc_id={variable(vpc)}.id)",
    )
    yield require(
        any_of(vpc_exits.has_internet_route(stack, vpc), is_private),
        when=all_of(has_subnets, has_gateway),
        at="routes",
        problem="No route table of the VPC has a route to its internet gateway, so nothing uses it.",
        fix=f"aws.ec2.Route({name_of(vpc)}, route_table_id=public.id,"
        ' destination_cidr_block="0.0.0.0/0", gateway_id=gateway.id)',
    )


def consequence(needs_gateway: Fact) -> str:
    """What becomes of the VPC without one."""
    if needs_gateway.truth:
        return "its public subnets and NAT gateways reach nothing, and AWS refuses a public NAT gateway there."
    return "nothing in it reaches AWS's services, and no endpoint, peering, VPN or transit gateway serves instead."


RULE = StackRule(
    id="vpc-internet-gateway",
    concern="C15",
    summary="VPCs must have an internet gateway and route, or private exits only",
    rationale="""
        Without an internet gateway a NAT gateway has no way out, instances cannot fetch packages, and tasks cannot pull
        images; without a route the gateway is not used. Routes count inline, as resources of their own, and in the
        VPC's default route table. A VPC that is private by design is fine: it has VPC endpoints, a transit gateway, a
        peering, a VPN, an egress-only or carrier gateway, or a route to one of them, and neither a public NAT gateway
        nor a subnet that hands out public addresses. The default VPC comes with its gateway and is not asked; neither
        is a VPC without subnets in the stack. A VPC whose gateway or private exits another stack makes needs an
        exemption.
    """,
    level="advisory",
    severity="medium",
    applies_to=ec2.VPC[:1],
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/what-is-privatelink.html",
    ),
    check=check,
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            main = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
            public = aws.ec2.Subnet("public", vpc_id=main.id, cidr_block="10.0.0.0/24", map_public_ip_on_launch=True)
            private = aws.ec2.Subnet("private", vpc_id=main.id, cidr_block="10.0.1.0/24")
            address = aws.ec2.Eip("nat", domain="vpc")
            nat = aws.ec2.NatGateway("nat", allocation_id=address.id, subnet_id=public.id)
            aws.ec2.RouteTable("private", vpc_id=main.id,
                               routes=[{"cidr_block": "0.0.0.0/0", "nat_gateway_id": nat.id}])
            aws.ec2.VpcEndpoint("s3", vpc_id=main.id, service_name="com.amazonaws.eu-south-2.s3")
            """,
            finds={"main": "internetGateway"},
        ),
        Bad(
            """
            import pulumi_aws as aws
            main = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
            aws.ec2.Subnet("public", vpc_id=main.id, cidr_block="10.0.0.0/24")
            aws.ec2.InternetGateway("main", vpc_id=main.id)
            aws.ec2.RouteTable("public", vpc_id=main.id)
            """,
            finds={"main": "routes"},
            title="A gateway that no route leads to",
        ),
        Good(
            """
            import pulumi_aws as aws
            def network(name):
                vpc = aws.ec2.Vpc(name, cidr_block="10.0.0.0/16")
                aws.ec2.Subnet(name, vpc_id=vpc.id, cidr_block="10.0.0.0/24", map_public_ip_on_launch=True)
                return vpc
            inline = network("inline")
            gateway = aws.ec2.InternetGateway("inline", vpc_id=inline.id)
            aws.ec2.RouteTable("inline", vpc_id=inline.id,
                               routes=[{"cidr_block": "0.0.0.0/0", "gateway_id": gateway.id}])
            separate = network("separate")
            gateway = aws.ec2.InternetGateway("separate")
            attachment = aws.ec2.InternetGatewayAttachment("separate", vpc_id=separate.id,
                                                           internet_gateway_id=gateway.id)
            table = aws.ec2.RouteTable("separate", vpc_id=separate.id)
            aws.ec2.Route("separate", route_table_id=table.id, destination_cidr_block="0.0.0.0/0",
                          gateway_id=attachment.internet_gateway_id)
            default = network("default")
            gateway = aws.ec2.InternetGateway("default", vpc_id=default.id)
            aws.ec2.DefaultRouteTable("default", default_route_table_id=default.default_route_table_id,
                                      routes=[{"cidr_block": "0.0.0.0/0", "gateway_id": gateway.id}])
            main = network("main-table")
            gateway = aws.ec2.InternetGateway("main-table", vpc_id=main.id)
            aws.ec2.Route("main-table", route_table_id=main.main_route_table_id,
                          destination_ipv6_cidr_block="::/0", gateway_id=gateway.id)
            """,
            title="Routes inline, separate, in the default and in the main route table",
        ),
        Good(
            """
            import pulumi_aws as aws
            def private_network(name):
                vpc = aws.ec2.Vpc(name, cidr_block="10.0.0.0/16", assign_generated_ipv6_cidr_block=True)
                subnet = aws.ec2.Subnet(name, vpc_id=vpc.id, cidr_block="10.0.0.0/24")
                return vpc, subnet
            endpoints, _ = private_network("endpoints")
            aws.ec2.VpcEndpoint("s3", vpc_id=endpoints.id, service_name="com.amazonaws.us-east-1.s3")
            hub, subnet = private_network("hub")
            aws.ec2transitgateway.VpcAttachment("hub", transit_gateway_id="tgw-0a1b2c3d4e5f60718", vpc_id=hub.id,
                                                subnet_ids=[subnet.id])
            peers, _ = private_network("peers")
            aws.ec2.VpcPeeringConnection("peers", vpc_id=hub.id, peer_vpc_id=peers.id, auto_accept=True)
            routed, _ = private_network("routed")
            aws.ec2.RouteTable("routed", vpc_id=routed.id,
                               routes=[{"cidr_block": "10.0.0.0/8", "transit_gateway_id": "tgw-0a1b2c3d4e5f60718"}])
            outbound, _ = private_network("outbound")
            aws.ec2.EgressOnlyInternetGateway("outbound", vpc_id=outbound.id)
            aws.ec2.Vpc("empty", cidr_block="10.1.0.0/16")
            """,
            title="Private networks, and one without subnets",
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            main = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
            aws.ec2.Subnet("main", vpc_id=main.id, cidr_block="10.0.0.0/24",
                           map_public_ip_on_launch=old.outputs["Public"].apply(lambda text: text == "true"))
            aws.ec2.VpcEndpoint("s3", vpc_id=main.id, service_name="com.amazonaws.us-east-1.s3")
            """,
            because={"main": "mapPublicIpOnLaunch"},
        ),
    ),
)
