"""The provider adds its default tags."""

import pulumi
import pulumi_aws as aws

eu = aws.Provider("eu", region="eu-west-1", default_tags={"tags": {"Owner": "orders"}})
aws.ec2.Vpc("main", cidr_block="10.0.0.0/16", opts=pulumi.ResourceOptions(provider=eu))
