import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.secretsmanager.Secret("orders", name=old.outputs["Name"])  # undetermined: name
