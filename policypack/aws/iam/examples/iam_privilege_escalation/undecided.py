import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.iam.Policy("copied", policy=old.outputs["Policy"])  # undetermined: policy
