import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.ec2.Instance(
    "main",
    ami="ami-0123456789abcdef0",
    instance_type="t4g.micro",
    associate_public_ip_address=old.outputs["Public"],
)  # undetermined: associatePublicIpAddress
