import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.iam.User("orders", name=old.outputs["Name"])  # undetermined: name
