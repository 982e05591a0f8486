"""A region that another stack gives, and a family that still comes to regions."""

# config: aws:region=eu-south-2

import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.ec2.Instance(
    "orders", ami="ami-0123456789abcdef0", instance_type="t2.micro", region=old.outputs["Region"]
)  # undetermined: region
aws.ec2.Instance(
    "new", ami="ami-0123456789abcdef0", instance_type="m8a.large", region="eu-north-1"
)  # undetermined: instanceType, which the region did not have on 2026-10-20
