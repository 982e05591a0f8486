import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.ebs.Volume("data", availability_zone="us-east-1a", size=100, type=old.outputs["Type"])  # undetermined: type
