import pulumi_aws as aws

hub = aws.ec2transitgateway.TransitGateway("hub")
table = aws.ec2transitgateway.RouteTable("main", transit_gateway_id=hub.id)
for name, number in {"other-vpc": 1, "main": 2}.items():
    vpc = aws.ec2.Vpc(name, cidr_block=f"10.{number}.0.0/16")
    subnets = [
        aws.ec2.Subnet(
            f"{name}-{zone}", vpc_id=vpc.id, cidr_block=f"10.{number}.{i}.0/24", availability_zone=f"us-east-1{zone}"
        )
        for i, zone in enumerate("ab")
    ]
    attachment = aws.ec2transitgateway.VpcAttachment(
        name,
        transit_gateway_id=hub.id,
        vpc_id=vpc.id,
        subnet_ids=[subnet.id for subnet in subnets],
        transit_gateway_default_route_table_association=False,
    )
aws.ec2transitgateway.RouteTableAssociation(
    "only-table", transit_gateway_attachment_id=attachment.id, transit_gateway_route_table_id=table.id
)
aws.ec2transitgateway.RouteTablePropagation(
    "from-vpc", transit_gateway_attachment_id=attachment.id, transit_gateway_route_table_id=table.id
)
for name, block in {"route-a": "10.9.0.0/16", "route-b": "10.10.0.0/16"}.items():
    aws.ec2transitgateway.Route(
        name,
        destination_cidr_block=block,
        transit_gateway_attachment_id=attachment.id,
        transit_gateway_route_table_id=table.id,
    )
for name, peer in {"peer": "tgw-0123456789abcdef0", "peer-other": "tgw-1123456789abcdef0"}.items():
    aws.ec2transitgateway.PeeringAttachment(
        name, transit_gateway_id=hub.id, peer_transit_gateway_id=peer, peer_region="us-west-2"
    )
