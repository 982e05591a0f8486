import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
web = aws.ec2.Subnet("web", vpc_id=vpc.id, cidr_block="10.0.1.0/24")
table = aws.ec2.RouteTable("web", vpc_id=vpc.id)
aws.ec2.Route(  # finds: destinationCidrBlock
    "leads-out",
    route_table_id=table.id,
    destination_cidr_block="10.0.16.0/20",
    transit_gateway_id="tgw-0123456789abcdef0",
)
appliance = aws.ec2.NetworkInterface("appliance", subnet_id=web.id)
aws.ec2.Route(  # finds: destinationCidrBlock
    "no-subnet", route_table_id=table.id, destination_cidr_block="10.0.77.0/24", network_interface_id=appliance.id
)
aws.ec2.RouteTable(
    "inline",
    vpc_id=vpc.id,
    routes=[{"cidr_block": "10.0.2.0/24", "vpc_peering_connection_id": "pcx-0123456789abcdef0"}],
)

# finds inline: routes[0].cidrBlock
