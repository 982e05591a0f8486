# config: aws:region=eu-south-2

import pulumi_aws as aws

main = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")  # finds: subnets
for index, zone in enumerate(["eu-south-2a", "eu-south-2b"]):
    aws.ec2.Subnet(f"main-{index}", vpc_id=main.id, cidr_block=f"10.0.{index}.0/24", availability_zone=zone)
crowded = aws.ec2.Vpc("crowded", cidr_block="10.1.0.0/16")  # finds: subnets
for index, zone in enumerate(["eu-south-2a", "eu-south-2b", "eu-south-2b"]):
    aws.ec2.Subnet(f"crowded-{index}", vpc_id=crowded.id, cidr_block=f"10.1.{index}.0/24", availability_zone=zone)
