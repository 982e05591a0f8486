import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
web = aws.ec2.SecurityGroup("web")
aws.ec2.SecurityGroupRule(
    "https",
    security_group_id=web.id,
    type="ingress",
    protocol="tcp",
    from_port=443,
    to_port=443,
    cidr_blocks=["10.0.0.0/8"],
    description=old.outputs["Text"],
)  # undetermined: description
