import pulumi
import pulumi_aws as aws

aws.s3.Bucket("unrelated")
source, copies = aws.s3.Bucket("source"), aws.s3.Bucket("copies")
versionings = [
    aws.s3.BucketVersioning(name, bucket=bucket.id, versioning_configuration={"status": "Enabled"})
    for name, bucket in {"source": source, "copies": copies}.items()
]
aws.s3.BucketReplicationConfig(
    "both",
    bucket=source.id,
    role="arn:aws:iam::123456789012:role/s3",
    rules=[
        {
            "id": "kept",
            "status": "Enabled",
            "priority": 1,
            "destination": {"bucket": copies.arn},
            "filter": {"tag": {"key": "keep", "value": "yes"}},
            "delete_marker_replication": {"status": "Disabled"},
        }
    ],
    opts=pulumi.ResourceOptions(depends_on=versionings),
)
locked = aws.s3.BucketV2("locked", object_lock_enabled=True)
aws.s3.BucketReplicationConfig(
    "elsewhere",
    bucket=locked.id,
    role="arn:aws:iam::123456789012:role/s3",
    rules=[
        {
            "id": "all",
            "status": "Enabled",
            "filter": {"prefix": ""},
            "delete_marker_replication": {"status": "Enabled"},
            "destination": {"bucket": "arn:aws:s3:::copies-in-another-account"},
        }
    ],
)
