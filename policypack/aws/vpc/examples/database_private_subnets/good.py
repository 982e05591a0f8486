import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnets = [
    aws.ec2.Subnet(zone, vpc_id=vpc.id, cidr_block=f"10.0.{number}.0/24", availability_zone=f"us-east-1{zone}")
    for number, zone in enumerate("abc")
]
nat = aws.ec2.NatGateway("main", connectivity_type="private", subnet_id=subnets[0].id)
table = aws.ec2.RouteTable("private", vpc_id=vpc.id, routes=[{"cidr_block": "0.0.0.0/0", "nat_gateway_id": nat.id}])
aws.ec2.RouteTableAssociation("private", route_table_id=table.id, subnet_id=subnets[0].id)
aws.rds.SubnetGroup("databases", subnet_ids=[subnet.id for subnet in subnets])
