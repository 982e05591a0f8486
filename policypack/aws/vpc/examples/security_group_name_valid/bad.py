"""A name that Pulumi makes of the logical name, and a name that two groups of a VPC have."""

import pulumi_aws as aws

aws.ec2.SecurityGroup("sg")  # finds: name
vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
# finds second: name
for name in ("first", "second"):
    aws.ec2.SecurityGroup(name, name="web", vpc_id=vpc.id)
