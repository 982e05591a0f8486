import pulumi_aws as aws

here = aws.ec2.Vpc("here", cidr_block="10.0.0.0/16")
there = aws.ec2.Vpc("there", cidr_block="10.1.0.0/16")
subnets = [
    aws.ec2.Subnet(
        f"here-{zone}", vpc_id=here.id, cidr_block=f"10.0.{index}.0/24", availability_zone=f"us-east-1{zone}"
    )
    for index, zone in enumerate("ab")
]
subnet_ids = [subnet.id for subnet in subnets]
abroad = aws.ec2.Subnet("there-a", vpc_id=there.id, cidr_block="10.1.0.0/24")
foreign = aws.ec2.SecurityGroup("foreign", vpc_id=there.id)
default = aws.ec2.SecurityGroup("default")
table = aws.ec2.RouteTable("here", vpc_id=here.id)
gateway = aws.ec2.InternetGateway("there", vpc_id=there.id)
nat = aws.ec2.NatGateway("there", subnet_id=abroad.id, allocation_id="eipalloc-0123456789abcdef0")
group = aws.rds.SubnetGroup("here", subnet_ids=subnet_ids)

aws.ec2.Instance(
    "instance",
    ami="ami-0123456789abcdef0",
    instance_type="t4g.small",
    subnet_id=subnets[0].id,
    vpc_security_group_ids=[default.id],
)  # finds: vpcSecurityGroupIds
aws.lb.LoadBalancer("balancer", subnets=subnet_ids, security_groups=[foreign.id])  # finds: securityGroups
aws.lambda_.Function(
    "function",
    role="arn:aws:iam::123456789012:role/function",
    package_type="Image",
    image_uri="123456789012.dkr.ecr.us-east-1.amazonaws.com/function:1",
    vpc_config={"subnet_ids": [subnets[0].id], "security_group_ids": [foreign.id]},
)  # finds: vpcConfig.securityGroupIds
aws.rds.Instance(
    "database",
    engine="postgres",
    instance_class="db.t4g.medium",
    username="orders",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
    db_subnet_group_name=group.name,
    vpc_security_group_ids=[foreign.id],
)  # finds: vpcSecurityGroupIds
aws.ec2.Route(
    "route", route_table_id=table.id, destination_cidr_block="0.0.0.0/0", gateway_id=gateway.id
)  # finds: gatewayId
aws.ec2.Route(
    "nat-route", route_table_id=table.id, destination_cidr_block="8.8.8.0/24", nat_gateway_id=nat.id
)  # finds: natGatewayId
aws.ec2.RouteTableAssociation("association", route_table_id=table.id, subnet_id=abroad.id)  # finds: routeTableId
aws.ec2.RouteTable(
    "inline", vpc_id=here.id, routes=[{"cidr_block": "0.0.0.0/0", "gateway_id": gateway.id}]
)  # finds: routes
aws.rds.SubnetGroup("two-vpcs", subnet_ids=[*subnet_ids, abroad.id])  # finds: subnetIds
