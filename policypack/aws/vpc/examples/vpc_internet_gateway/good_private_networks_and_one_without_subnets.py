"""Private networks, and one without subnets."""

import pulumi_aws as aws


def private_network(name, block="10.0"):
    vpc = aws.ec2.Vpc(name, cidr_block=f"{block}.0.0/16", assign_generated_ipv6_cidr_block=True)
    subnet = aws.ec2.Subnet(name, vpc_id=vpc.id, cidr_block=f"{block}.0.0/24")
    return vpc, subnet


endpoints, _ = private_network("endpoints")
aws.ec2.VpcEndpoint("s3", vpc_id=endpoints.id, service_name="com.amazonaws.us-east-1.s3")
hub, subnet = private_network("hub")
aws.ec2transitgateway.VpcAttachment(
    "hub", transit_gateway_id="tgw-0a1b2c3d4e5f60718", vpc_id=hub.id, subnet_ids=[subnet.id]
)
peers, _ = private_network("peers", "10.2")
aws.ec2.VpcPeeringConnection("peers", vpc_id=hub.id, peer_vpc_id=peers.id, auto_accept=True)
routed, _ = private_network("routed")
aws.ec2.RouteTable(
    "routed", vpc_id=routed.id, routes=[{"cidr_block": "10.0.0.0/8", "transit_gateway_id": "tgw-0a1b2c3d4e5f60718"}]
)
outbound, _ = private_network("outbound")
aws.ec2.EgressOnlyInternetGateway("outbound", vpc_id=outbound.id)
aws.ec2.Vpc("empty", cidr_block="10.1.0.0/16")
