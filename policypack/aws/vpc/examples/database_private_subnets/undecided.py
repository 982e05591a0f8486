import pulumi_aws as aws

names = aws.cloudformation.Stack("names", template_url="https://example.com/names.yaml")
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
table = aws.ec2.RouteTable(
    "some", vpc_id=vpc.id, routes=[{"cidr_block": "0.0.0.0/0", "gateway_id": names.outputs["Gateway"]}]
)
subnet = aws.ec2.Subnet("first", vpc_id=vpc.id, cidr_block="10.0.0.0/24", availability_zone="us-east-1a")
aws.ec2.RouteTableAssociation("some", route_table_id=table.id, subnet_id=subnet.id)
aws.rds.SubnetGroup("databases", subnet_ids=[subnet.id])  # undetermined: routes[0].gatewayId
