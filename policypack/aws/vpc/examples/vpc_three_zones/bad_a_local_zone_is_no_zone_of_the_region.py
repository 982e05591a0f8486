"""A local zone is no zone of the region."""

# config: aws:region=us-west-2

import pulumi_aws as aws

edge = aws.ec2.Vpc("edge", cidr_block="10.0.0.0/16")  # finds: subnets
for index, zone in enumerate(["us-west-2a", "us-west-2b", "us-west-2-lax-1a"]):
    aws.ec2.Subnet(f"edge-{index}", vpc_id=edge.id, cidr_block=f"10.0.{index}.0/24", availability_zone=zone)
