# config: aws:region=eu-south-2

import pulumi_aws as aws

main = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
zones = aws.get_availability_zones(state="available")
for index in range(3):
    aws.ec2.Subnet(
        f"main-{index}", vpc_id=main.id, cidr_block=f"10.0.{index}.0/24", availability_zone=zones.names[index]
    )
by_id = aws.ec2.Vpc("by-id", cidr_block="10.1.0.0/16")
for index in range(3):
    aws.ec2.Subnet(
        f"by-id-{index}", vpc_id=by_id.id, cidr_block=f"10.1.{index}.0/24", availability_zone_id=f"eus2-az{index + 1}"
    )
aws.ec2.Vpc("empty", cidr_block="10.2.0.0/16")
