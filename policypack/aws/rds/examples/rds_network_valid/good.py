import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.80.0.0/16")
aws.ec2.InternetGateway("main", vpc_id=vpc.id)
subnets = [
    aws.ec2.Subnet(f"db-{zone}", vpc_id=vpc.id, availability_zone=f"eu-central-1{zone}", cidr_block=f"10.80.{n}.0/24")
    for n, zone in enumerate("ab")
]
group = aws.rds.SubnetGroup("main", subnet_ids=[subnet.id for subnet in subnets])
access = aws.ec2.SecurityGroup("db", vpc_id=vpc.id)


def instance(name, **settings):
    return aws.rds.Instance(
        name,
        engine="postgres",
        instance_class="db.t4g.medium",
        allocated_storage=100,
        username="orders",
        manage_master_user_password=True,
        **settings,
    )


instance("placed", vpc_security_group_ids=[access.id], db_subnet_group_name=group.name)
instance("public-with-gateway", db_subnet_group_name=group.name, publicly_accessible=True)
instance("in-default-vpc", vpc_security_group_ids=["sg-0a1b2c3d4e5f60718"])

# config: aws:region=eu-central-1
