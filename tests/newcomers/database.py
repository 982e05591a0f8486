"""A database whose identifier, class, storage and password are a beginner's."""

import pulumi
import pulumi_aws as aws

settings = pulumi.Config()
size = settings.get_int("size") or 20
network = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16", enable_dns_hostnames=True)
subnets = [
    aws.ec2.Subnet("a", vpc_id=network.id, cidr_block="10.0.1.0/24", availability_zone="us-east-1a"),
    aws.ec2.Subnet("b", vpc_id=network.id, cidr_block="10.0.2.0/24", availability_zone="us-east-1b"),
]
group = aws.rds.SubnetGroup("database", subnet_ids=[one.id for one in subnets])
aws.rds.Instance(
    "database",
    identifier="orders_db",
    db_name="orders-db",
    engine="mysql",
    engine_version="5.7",
    instance_class="db.t3.micro",
    allocated_storage=size,
    username="admin",
    password="correct-horse",
    db_subnet_group_name=group.name,
    monitoring_interval=20,
    backup_retention_period=40,
    publicly_accessible=True,
    skip_final_snapshot=True,
)
