import pulumi_aws as aws

vpc = "vpc-0123456789abcdef0"
nat = aws.ec2.NatGateway(
    "shared",  # undetermined: availabilityZone
    subnet_id="subnet-0123456789abcdef0",
    allocation_id="eipalloc-0123456789abcdef0",
)
table = aws.ec2.RouteTable("private", vpc_id=vpc, routes=[{"cidr_block": "0.0.0.0/0", "nat_gateway_id": nat.id}])
for number in range(2):
    subnet = aws.ec2.Subnet(f"private-{number}", vpc_id=vpc, cidr_block=f"10.0.{number}.0/24")
    aws.ec2.RouteTableAssociation(f"private-{number}", route_table_id=table.id, subnet_id=subnet.id)
