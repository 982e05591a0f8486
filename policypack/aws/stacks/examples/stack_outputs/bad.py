"""Nothing is exported."""

import pulumi_aws as aws

aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
aws.s3.Bucket("assets")

# finds example-dev: outputs
