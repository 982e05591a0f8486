import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.kms.Key("orders", key_usage=old.outputs["Usage"])  # undetermined: keyUsage
