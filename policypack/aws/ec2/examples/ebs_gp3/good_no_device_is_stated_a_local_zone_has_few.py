"""No device is stated; a local zone has fewer types."""

# config: aws:region=us-west-2

import pulumi_aws as aws

aws.ec2.Instance("web", ami="ami-0123456789abcdef0", instance_type="t4g.small")
aws.ebs.Volume("edge", availability_zone="us-west-2-lax-1a", size=100, type="gp2")
