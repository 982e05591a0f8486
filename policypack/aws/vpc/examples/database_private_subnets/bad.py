import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
gateway = aws.ec2.InternetGateway("main", vpc_id=vpc.id)
table = aws.ec2.RouteTable("public", vpc_id=vpc.id, routes=[{"cidr_block": "0.0.0.0/0", "gateway_id": gateway.id}])
subnets = [
    aws.ec2.Subnet(zone, vpc_id=vpc.id, cidr_block=f"10.0.{number}.0/24", availability_zone=f"us-east-1{zone}")
    for number, zone in enumerate("abc")
]
aws.ec2.RouteTableAssociation("public", route_table_id=table.id, subnet_id=subnets[0].id)
aws.rds.SubnetGroup("databases", subnet_ids=[subnet.id for subnet in subnets])  # finds: subnetIds
