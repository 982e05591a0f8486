"""A region where an account has two zones."""

# config: aws:region=us-west-1

import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnets = [
    aws.ec2.Subnet(
        f"private-{zone}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24", availability_zone=f"us-west-1{zone}"
    )
    for index, zone in enumerate("ac")
]
aws.rds.SubnetGroup("orders", subnet_ids=[subnet.id for subnet in subnets])
