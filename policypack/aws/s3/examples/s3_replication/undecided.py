import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
orders = aws.s3.Bucket("orders", bucket="acme-orders")
aws.s3.BucketReplicationConfig(
    "orders",
    bucket=orders.id,
    role="arn:aws:iam::123456789012:role/replication",
    rules=[{"id": "all", "status": old.outputs["Status"], "destination": {"bucket": "arn:aws:s3:::acme-elsewhere"}}],
)

# undetermined orders: rules[0].status, rules
