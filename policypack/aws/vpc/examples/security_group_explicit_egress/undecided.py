import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
web = aws.ec2.SecurityGroup("web")
aws.ec2.SecurityGroupRule(
    "web",
    type=old.outputs["Direction"],
    security_group_id=web.id,
    protocol="tcp",
    from_port=443,
    to_port=443,
    cidr_blocks=["0.0.0.0/0"],
)

# undetermined web: type
