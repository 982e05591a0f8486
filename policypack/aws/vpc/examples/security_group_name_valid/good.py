"""A name that Pulumi makes of the logical name."""

import pulumi_aws as aws

aws.ec2.SecurityGroup("sgx")
