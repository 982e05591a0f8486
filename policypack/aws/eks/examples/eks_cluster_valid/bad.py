import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
role = "arn:aws:iam::123456789012:role/cluster"
subnets = [
    aws.ec2.Subnet(f"private-{index}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24", availability_zone="us-east-1a")
    for index in range(2)
]
aws.eks.Cluster(
    "one-zone", role_arn=role, vpc_config={"subnet_ids": [subnet.id for subnet in subnets]}
)  # finds: vpcConfig.subnetIds
aws.eks.Cluster("one-subnet", role_arn=role, vpc_config={"subnet_ids": [subnets[0].id]})  # finds: vpcConfig.subnetIds
near, far = (
    aws.ec2.Subnet(zone, vpc_id=vpc.id, cidr_block=f"10.0.{i}.0/24", availability_zone_id=zone)
    for i, zone in enumerate(["use1-az1", "use1-az3"], 10)
)
aws.eks.Cluster(  # finds: vpcConfig.subnetIds
    "far-zone", role_arn=role, vpc_config={"subnet_ids": [near.id, far.id]}
)
gateway = aws.ec2.InternetGateway("main", vpc_id=vpc.id)
table = aws.ec2.RouteTable("public", vpc_id=vpc.id, routes=[{"cidr_block": "0.0.0.0/0", "gateway_id": gateway.id}])
aws.ec2.RouteTableAssociation("near", subnet_id=near.id, route_table_id=table.id)
aws.eks.FargateProfile(  # finds: subnetIds
    "public-pods",
    cluster_name="main",
    pod_execution_role_arn="arn:aws:iam::123456789012:role/pods",
    subnet_ids=[near.id],
    selectors=[{"namespace": "web"}],
)
