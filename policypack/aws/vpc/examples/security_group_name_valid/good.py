"""A name that Pulumi makes of the logical name, and names that no other group of the VPC has."""

import pulumi_aws as aws

aws.ec2.SecurityGroup("sgx")
for name in ("first", "other"):
    vpc = aws.ec2.Vpc(name, cidr_block="10.0.0.0/16")
    aws.ec2.SecurityGroup(name, name="web", vpc_id=vpc.id)
