"""A type that another stack gives."""

# config: aws:region=eu-south-2

import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.ec2.LaunchTemplate(
    "given", image_id="ami-0123456789abcdef0", instance_type=old.outputs["Type"]
)  # undetermined: instanceType
