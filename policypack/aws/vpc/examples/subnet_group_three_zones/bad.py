# config: aws:region=eu-south-2

import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnets = [
    aws.ec2.Subnet(
        f"private-{zone}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24", availability_zone=f"eu-south-2{zone}"
    )
    for index, zone in enumerate("ab")
]
aws.rds.SubnetGroup("orders", subnet_ids=[subnet.id for subnet in subnets])  # finds: subnetIds
third = aws.ec2.Subnet("third", vpc_id=vpc.id, cidr_block="10.0.9.0/24", availability_zone="eu-south-2b")
aws.elasticache.SubnetGroup("sessions", subnet_ids=[subnet.id for subnet in [*subnets, third]])  # finds: subnetIds
aws.docdb.SubnetGroup(
    "catalog", subnet_ids=["subnet-0a1b2c3d4e5f60718", "subnet-1a1b2c3d4e5f60718"]
)  # finds: subnetIds
