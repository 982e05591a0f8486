import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.lambda_.Function(
    "copied",  # undetermined: runtime
    role="arn:aws:iam::123456789012:role/orders",
    runtime=old.outputs["Runtime"],
    handler="app.handler",
    s3_bucket="acme-code",
    s3_key="orders.zip",
)
