import pulumi_aws as aws

hub = aws.ec2transitgateway.TransitGateway("hub")
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
first, second = (
    aws.ec2.Subnet(name, vpc_id=vpc.id, cidr_block=f"10.0.{i}.0/24", availability_zone="us-east-1a")
    for i, name in enumerate(["first", "second"])
)
attachment = aws.ec2transitgateway.VpcAttachment(
    "same-zone", transit_gateway_id=hub.id, vpc_id=vpc.id, subnet_ids=[first.id, second.id]
)  # finds: subnetIds
aws.ec2transitgateway.VpcAttachment(
    "twice", transit_gateway_id=hub.id, vpc_id=vpc.id, subnet_ids=[first.id]
)  # finds: vpcId
table = aws.ec2transitgateway.RouteTable("main", transit_gateway_id=hub.id)
aws.ec2transitgateway.RouteTableAssociation(
    "second-table", transit_gateway_attachment_id=attachment.id, transit_gateway_route_table_id=table.id
)  # finds: transitGatewayAttachmentId
peer = aws.ec2transitgateway.PeeringAttachment(
    "peer", transit_gateway_id=hub.id, peer_transit_gateway_id="tgw-0123456789abcdef0", peer_region="us-west-2"
)
aws.ec2transitgateway.PeeringAttachment(
    "peer-again", transit_gateway_id=hub.id, peer_transit_gateway_id="tgw-0123456789abcdef0", peer_region="us-west-2"
)  # finds: peerTransitGatewayId
aws.ec2transitgateway.RouteTablePropagation(
    "to-peer", transit_gateway_attachment_id=peer.id, transit_gateway_route_table_id=table.id
)  # finds: transitGatewayAttachmentId
# finds route-b: destinationCidrBlock
for name in ("route-a", "route-b"):
    aws.ec2transitgateway.Route(
        name,
        destination_cidr_block="10.9.0.0/16",
        transit_gateway_attachment_id=peer.id,
        transit_gateway_route_table_id=table.id,
    )
