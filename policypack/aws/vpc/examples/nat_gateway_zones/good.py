import pulumi_aws as aws

vpc = "vpc-0123456789abcdef0"
for number, zone in enumerate(["us-east-1a", "us-east-1b"]):
    nat = aws.ec2.NatGateway(
        f"nat-{number}",
        subnet_id=f"subnet-0123456789abcdef{number}",
        allocation_id=f"eipalloc-0123456789abcdef{number}",
    )
    out = {"cidr_block": "0.0.0.0/0", "nat_gateway_id": nat.id}
    table = aws.ec2.RouteTable(f"private-{number}", vpc_id=vpc, routes=[out])
    subnet = aws.ec2.Subnet(f"private-{number}", vpc_id=vpc, availability_zone=zone, cidr_block=f"10.0.{number}.0/24")
    aws.ec2.RouteTableAssociation(f"private-{number}", route_table_id=table.id, subnet_id=subnet.id)
