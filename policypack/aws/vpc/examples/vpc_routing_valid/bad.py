import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnet = aws.ec2.Subnet("a", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
gateway = aws.ec2.InternetGateway("first-gateway", vpc_id=vpc.id)
aws.ec2.InternetGateway("second-gateway", vpc_id=vpc.id)  # finds: vpcId
public, private = (aws.ec2.RouteTable(name, vpc_id=vpc.id) for name in ("public", "private"))
aws.ec2.Route("default-route", route_table_id=public.id, destination_cidr_block="0.0.0.0/0", gateway_id=gateway.id)
aws.ec2.Route(
    "second-route",
    route_table_id=public.id,
    destination_cidr_block="0.0.0.0/0",
    transit_gateway_id="tgw-0123456789abcdef0",
)  # finds: destinationCidrBlock
aws.ec2.RouteTableAssociation("first-table", subnet_id=subnet.id, route_table_id=public.id)
aws.ec2.RouteTableAssociation("second-table", subnet_id=subnet.id, route_table_id=private.id)  # finds: subnetId
