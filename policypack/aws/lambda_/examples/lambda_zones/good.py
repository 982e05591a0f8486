import pulumi_aws as aws

vpc = aws.ec2.Vpc("vpc", cidr_block="10.0.0.0/16")
a = aws.ec2.Subnet("a", vpc_id=vpc.id, cidr_block="10.0.0.0/24", availability_zone="us-east-1a")
b = aws.ec2.Subnet("b", vpc_id=vpc.id, cidr_block="10.0.1.0/24", availability_zone="us-east-1b")
aws.lambda_.Function(
    "orders",
    role="arn:aws:iam::123456789012:role/orders",
    runtime="python3.13",
    handler="app.handler",
    s3_bucket="acme-code",
    s3_key="orders.zip",
    vpc_config={"subnet_ids": [a.id, b.id], "security_group_ids": ["sg-0a1b2c3d4e5f60718"]},
)
aws.lambda_.Function(
    "without-vpc",
    role="arn:aws:iam::123456789012:role/orders",
    runtime="python3.13",
    handler="app.handler",
    s3_bucket="acme-code",
    s3_key="orders.zip",
)
