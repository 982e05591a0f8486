import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
gateway = aws.ec2.InternetGateway("one-gateway", vpc_id=vpc.id)
public, private = (aws.ec2.RouteTable(name, vpc_id=vpc.id) for name in ("public", "private"))
aws.ec2.Route("default-route", route_table_id=public.id, destination_cidr_block="0.0.0.0/0", gateway_id=gateway.id)
aws.ec2.Route("default-v6", route_table_id=public.id, destination_ipv6_cidr_block="::/0", gateway_id=gateway.id)
aws.ec2.Route(
    "other-destination",
    route_table_id=public.id,
    destination_cidr_block="10.1.0.0/16",
    transit_gateway_id="tgw-0123456789abcdef0",
)
aws.ec2.Route(
    "other-table",
    route_table_id=private.id,
    destination_cidr_block="0.0.0.0/0",
    transit_gateway_id="tgw-0123456789abcdef0",
)
for name, table, block in [("one-table", public, "10.0.0.0/24"), ("other", private, "10.0.1.0/24")]:
    subnet = aws.ec2.Subnet(name, vpc_id=vpc.id, cidr_block=block)
    aws.ec2.RouteTableAssociation(name, subnet_id=subnet.id, route_table_id=table.id)
