import pulumi
import pulumi_aws as aws

copy = aws.s3.Bucket("copy", bucket="acme-copy", region="eu-west-1")
aws.s3.BucketVersioning("copy", bucket=copy.id, region="eu-west-1", versioning_configuration={"status": "Enabled"})
orders = aws.s3.Bucket("orders", bucket="acme-orders")
versions = aws.s3.BucketVersioning("orders", bucket=orders.id, versioning_configuration={"status": "Enabled"})
aws.s3.BucketReplicationConfig(
    "orders",
    bucket=orders.id,
    role="arn:aws:iam::123456789012:role/replication",
    rules=[{"id": "all", "status": "Enabled", "destination": {"bucket": copy.arn}}],
    opts=pulumi.ResourceOptions(depends_on=[versions]),
)
aws.s3.BucketV2(
    "inline",
    versionings=[{"enabled": True}],
    replication_configurations=[
        {
            "role": "arn:aws:iam::123456789012:role/replication",
            "rules": [{"status": "Enabled", "destinations": [{"bucket": "arn:aws:s3:::acme-elsewhere"}]}],
        }
    ],
)
