import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.ec2.SecurityGroup(
    "web", name=old.outputs["Name"], description=old.outputs["Description"]
)  # undetermined: name, description
