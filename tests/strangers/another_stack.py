"""A database in the network of another stack."""

import pulumi
import pulumi_aws as aws

network = pulumi.StackReference(f"{pulumi.get_organization()}/network/{pulumi.get_stack()}")
subnets = network.require_output("privateSubnetIds")
zones = network.get_output("zones").apply(lambda names: names[:2])
group = aws.ec2.SecurityGroup(
    "database",
    vpc_id=network.get_output("vpcId"),
    ingress=[
        {"protocol": "tcp", "from_port": 5432, "to_port": 5432, "cidr_blocks": [network.require_output("vpcCidr")]}
    ],
    egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
)
placement = aws.rds.SubnetGroup("database", subnet_ids=subnets)
aws.rds.Instance(
    "database",
    engine="postgres",
    instance_class="db.t4g.micro",
    allocated_storage=20,
    username="shop",
    manage_master_user_password=True,
    db_subnet_group_name=placement.name,
    vpc_security_group_ids=[group.id],
    availability_zone=zones[0],
    skip_final_snapshot=True,
)
first = subnets.apply(lambda ids: ids[0])
aws.ec2.NetworkInterface("jump", subnet_id=first, security_groups=[group.id])
