import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.ebs.Volume(
    "spool", availability_zone="us-east-1a", type=old.outputs["Type"], size=100, iops=4000
)  # undetermined: type
