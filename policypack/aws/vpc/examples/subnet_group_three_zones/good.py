# config: aws:region=eu-south-2

import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
zones = aws.get_availability_zones(state="available")
subnets = [
    aws.ec2.Subnet(
        f"private-{index}", vpc_id=vpc.id, cidr_block=f"10.0.{index}.0/24", availability_zone=zones.names[index]
    )
    for index in range(3)
]
aws.rds.SubnetGroup("orders", subnet_ids=[subnet.id for subnet in subnets])
aws.elasticache.SubnetGroup("sessions", subnet_ids=[subnet.id for subnet in subnets])
defaults = [aws.ec2.DefaultSubnet(f"default-{name}", availability_zone=name) for name in zones.names]
aws.memorydb.SubnetGroup("jobs", subnet_ids=[subnet.id for subnet in defaults])
