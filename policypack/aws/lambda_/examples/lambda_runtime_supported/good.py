import pulumi_aws as aws

aws.lambda_.Function(
    "current",
    role="arn:aws:iam::123456789012:role/orders",
    runtime="python3.13",
    handler="app.handler",
    s3_bucket="acme-code",
    s3_key="orders.zip",
)
aws.lambda_.Function(
    "image",
    role="arn:aws:iam::123456789012:role/orders",
    package_type="Image",
    image_uri="123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1",
)
