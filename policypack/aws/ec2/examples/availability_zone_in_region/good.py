# config: aws:region=us-west-2

import pulumi
import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
zones = aws.get_availability_zones(state="available")
listed = aws.ec2.Subnet("listed", vpc_id=vpc.id, cidr_block="10.0.0.0/24", availability_zone=zones.names[0])
aws.ec2.Subnet("by-id", vpc_id=vpc.id, cidr_block="10.0.1.0/24", availability_zone_id="usw2-az2")
aws.ec2.Subnet("local", vpc_id=vpc.id, cidr_block="10.0.2.0/24", availability_zone="us-west-2-lax-1a")
aws.ec2.Subnet("any", vpc_id=vpc.id, cidr_block="10.0.3.0/24")
worker = aws.ec2.Instance("worker", ami="ami-0123456789abcdef0", instance_type="t4g.small", subnet_id=listed.id)
aws.ebs.Volume("worker", availability_zone=worker.availability_zone, size=100, type="gp3")
paris = aws.Provider("paris", region="eu-west-3")
aws.ebs.Volume(
    "paris", availability_zone="eu-west-3c", size=100, type="gp3", opts=pulumi.ResourceOptions(provider=paris)
)
