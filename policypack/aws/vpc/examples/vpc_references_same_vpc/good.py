import pulumi_aws as aws

here = aws.ec2.Vpc("here", cidr_block="10.0.0.0/16")
subnets = [
    aws.ec2.Subnet(
        f"here-{zone}", vpc_id=here.id, cidr_block=f"10.0.{index}.0/24", availability_zone=f"us-east-1{zone}"
    )
    for index, zone in enumerate("ab")
]
subnet_ids = [subnet.id for subnet in subnets]
own = aws.ec2.SecurityGroup("own", vpc_id=here.id)
default = aws.ec2.SecurityGroup("default")
gateway = aws.ec2.InternetGateway("here")
attachment = aws.ec2.InternetGatewayAttachment("here", vpc_id=here.id, internet_gateway_id=gateway.id)
nat = aws.ec2.NatGateway("here", subnet_id=subnets[0].id, allocation_id="eipalloc-0123456789abcdef0")
table = aws.ec2.RouteTable(
    "inline-here", vpc_id=here.id, routes=[{"cidr_block": "8.8.4.0/24", "gateway_id": gateway.id}]
)
group = aws.rds.SubnetGroup("here", subnet_ids=subnet_ids)

aws.ec2.Instance(
    "instance-here",
    ami="ami-0123456789abcdef0",
    instance_type="t4g.small",
    subnet_id=subnets[0].id,
    vpc_security_group_ids=[own.id],
)
aws.ec2.Instance("default", ami="ami-0123456789abcdef0", instance_type="t4g.small", vpc_security_group_ids=[default.id])
aws.ec2.Instance(
    "known",
    ami="ami-0123456789abcdef0",
    instance_type="t4g.small",
    subnet_id="subnet-0123456789abcdef0",
    vpc_security_group_ids=[own.id],
)
aws.lb.LoadBalancer("balancer-here", subnets=subnet_ids, security_groups=[own.id])
aws.lambda_.Function(
    "function-here",
    role="arn:aws:iam::123456789012:role/function",
    package_type="Image",
    image_uri="123456789012.dkr.ecr.us-east-1.amazonaws.com/function:1",
    vpc_config={"subnet_ids": [subnets[0].id], "security_group_ids": [own.id]},
)
aws.rds.Instance(
    "database-here",
    engine="postgres",
    instance_class="db.t4g.medium",
    username="orders",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
    db_subnet_group_name=group.name,
    vpc_security_group_ids=[own.id],
)
aws.ec2.Route("route-here", route_table_id=table.id, destination_cidr_block="0.0.0.0/0", gateway_id=gateway.id)
aws.ec2.Route("nat-route-here", route_table_id=table.id, destination_cidr_block="8.8.8.0/24", nat_gateway_id=nat.id)
aws.ec2.RouteTableAssociation("association-here", route_table_id=table.id, subnet_id=subnets[0].id)
