import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.lambda_.Function(
    "orders",  # undetermined: vpcConfig.subnetIds
    role="arn:aws:iam::123456789012:role/orders",
    runtime="python3.13",
    handler="app.handler",
    s3_bucket="acme-code",
    s3_key="orders.zip",
    vpc_config={"subnet_ids": old.outputs["Subnets"], "security_group_ids": ["sg-0a1b2c3d4e5f60718"]},
)
