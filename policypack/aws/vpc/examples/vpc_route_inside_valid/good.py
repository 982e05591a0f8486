import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
web = aws.ec2.Subnet("web", vpc_id=vpc.id, cidr_block="10.0.1.0/24")
data = aws.ec2.Subnet("data", vpc_id=vpc.id, cidr_block="10.0.2.0/24")
table = aws.ec2.RouteTable("web", vpc_id=vpc.id, routes=[{"cidr_block": "10.0.0.0/16", "gateway_id": "local"}])
aws.ec2.Route(
    "elsewhere",
    route_table_id=table.id,
    destination_cidr_block="10.0.0.0/8",
    transit_gateway_id="tgw-0123456789abcdef0",
)
appliance = aws.ec2.NetworkInterface("appliance", subnet_id=web.id)
aws.ec2.Route(
    "subnet", route_table_id=table.id, destination_cidr_block="10.0.2.0/24", network_interface_id=appliance.id
)
