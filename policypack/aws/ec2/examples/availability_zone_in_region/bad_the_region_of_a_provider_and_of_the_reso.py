"""The region of a provider, and of the resource itself."""

# config: aws:region=eu-south-2

import pulumi
import pulumi_aws as aws

paris = aws.Provider("paris", region="eu-west-3")
aws.ebs.Volume(
    "provider", availability_zone="eu-south-2a", size=100, type="gp3", opts=pulumi.ResourceOptions(provider=paris)
)  # finds: availabilityZone
aws.ebs.Volume(
    "argument", region="eu-west-3", availability_zone="eu-south-2a", size=100, type="gp3"
)  # finds: availabilityZone
