import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.ec2.LaunchTemplate("web", name=old.outputs["Name"])  # undetermined: name
