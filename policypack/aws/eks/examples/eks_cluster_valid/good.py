import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
role = "arn:aws:iam::123456789012:role/cluster"
zones = aws.get_availability_zones(state="available")
nodes = aws.ec2.SecurityGroup("nodes", vpc_id=vpc.id)
subnets = [
    aws.ec2.Subnet(
        f"private-{index}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24", availability_zone=zones.names[index]
    )
    for index in range(2)
]
aws.eks.Cluster(
    "two-zones",
    role_arn=role,
    vpc_config={"subnet_ids": [subnet.id for subnet in subnets], "security_group_ids": [nodes.id]},
)
aws.eks.Cluster(
    "elsewhere", role_arn=role, vpc_config={"subnet_ids": ["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"]}
)
gateway = aws.ec2.InternetGateway("main", vpc_id=vpc.id)
public = aws.ec2.Subnet("public", vpc_id=vpc.id, cidr_block="10.0.9.0/24", availability_zone=zones.names[0])
exit_ = aws.ec2.NatGateway("exit", subnet_id=public.id, connectivity_type="private")
for name, subnet, way in (
    ("public", public, {"gateway_id": gateway.id}),
    ("private", subnets[0], {"nat_gateway_id": exit_.id}),
):
    table = aws.ec2.RouteTable(name, vpc_id=vpc.id, routes=[{"cidr_block": "0.0.0.0/0", **way}])
    aws.ec2.RouteTableAssociation(name, subnet_id=subnet.id, route_table_id=table.id)
aws.eks.FargateProfile(
    "private-pods",
    cluster_name="main",
    pod_execution_role_arn="arn:aws:iam::123456789012:role/pods",
    subnet_ids=[subnets[0].id],
    selectors=[{"namespace": "web"}],
)
