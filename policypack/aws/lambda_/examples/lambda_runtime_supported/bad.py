import pulumi_aws as aws

aws.lambda_.Function(
    "old",  # finds: runtime
    role="arn:aws:iam::123456789012:role/orders",
    runtime="python3.8",
    handler="app.handler",
    s3_bucket="acme-code",
    s3_key="orders.zip",
)
