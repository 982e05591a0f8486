import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.cloudwatch.EventTarget(
    "orders", rule="uploads", arn="arn:aws:sns:us-east-1:123456789012:orders", input=old.outputs["Input"]
)  # undetermined: input
