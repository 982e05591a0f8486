"""A prefix is a name."""

import pulumi_aws as aws

aws.ec2.SecurityGroup("web", name_prefix="acme-web-")
aws.s3.Bucket("artifacts", bucket_prefix="acme-artifacts-")
