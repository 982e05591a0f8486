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


def to_another_account(name, **parts):
    rule = {
        "id": "all",
        "status": "Enabled",
        "filter": {"prefix": ""},
        "delete_marker_replication": {"status": "Enabled"},
        **parts,
    }
    role = "arn:aws:iam::123456789012:role/s3"
    aws.s3.BucketReplicationConfig(name, bucket=locked.id, role=role, rules=[rule])


ELSEWHERE = "arn:aws:s3:::copies-in-another-account"
to_another_account(
    "in-time",
    destination={
        "bucket": ELSEWHERE,
        "metrics": {"status": "Enabled", "event_threshold": {"minutes": 15}},
        "replication_time": {"status": "Enabled", "time": {"minutes": 15}},
    },
)
to_another_account("measured", destination={"bucket": ELSEWHERE, "metrics": {"status": "Enabled"}})
to_another_account(
    "encrypted",
    source_selection_criteria={"sse_kms_encrypted_objects": {"status": "Enabled"}},
    destination={
        "bucket": ELSEWHERE,
        "encryption_configuration": {
            "replica_kms_key_id": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        },
    },
)
