import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
subnets = [
    aws.ec2.Subnet(f"db-{zone}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24", availability_zone=f"us-east-1{zone}")
    for index, zone in enumerate("ab")
]
local = aws.ec2.Subnet("local", vpc_id=vpc.id, cidr_block="10.0.9.0/24", availability_zone="us-east-1-bos-1a")
aws.rds.SubnetGroup("two-zones", subnet_ids=[subnet.id for subnet in subnets])
aws.rds.SubnetGroup("boston", subnet_ids=[local.id])
