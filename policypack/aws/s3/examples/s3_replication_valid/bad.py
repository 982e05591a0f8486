import pulumi_aws as aws


def bucket(name, versioned):
    made = aws.s3.Bucket(name)
    if versioned:
        aws.s3.BucketVersioning(name, bucket=made.id, versioning_configuration={"status": "Enabled"})
    return made


def replicate(name, source, target_arn, **rule):
    aws.s3.BucketReplicationConfig(
        name,
        bucket=source.id,
        role="arn:aws:iam::123456789012:role/s3",
        rules=[{"id": "all", "status": "Enabled", "destination": {"bucket": target_arn}, **rule}],
    )


plain, versioned = bucket("plain", False), bucket("versioned", True)
replicate("plain-source", plain, "arn:aws:s3:::copies-in-another-account")
replicate("plain-target", versioned, plain.arn)
replicate("silent", versioned, "arn:aws:s3:::copies-in-another-account", filter={"prefix": "orders/"})
replicate(
    "tagged",
    versioned,
    "arn:aws:s3:::copies-in-another-account",
    filter={"tag": {"key": "keep", "value": "yes"}},
    delete_marker_replication={"status": "Enabled"},
)
ELSEWHERE = "arn:aws:s3:::copies-in-another-account"
MARKERS = {"delete_marker_replication": {"status": "Enabled"}}
IN_MINUTES = {"status": "Enabled", "event_threshold": {"minutes": 15}}
replicate("no-filter", versioned, ELSEWHERE, **MARKERS)
replicate("first", versioned, ELSEWHERE, priority=1)
replicate("threshold", versioned, ELSEWHERE, destination={"bucket": ELSEWHERE, "metrics": IN_MINUTES})
replicate(
    "unmeasured",
    versioned,
    ELSEWHERE,
    destination={"bucket": ELSEWHERE, "replication_time": {"status": "Enabled", "time": {"minutes": 15}}},
)
KEY = {"replica_kms_key_id": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}
replicate("key", versioned, ELSEWHERE, destination={"bucket": ELSEWHERE, "encryption_configuration": KEY})
replicate(
    "no-key", versioned, ELSEWHERE, source_selection_criteria={"sse_kms_encrypted_objects": {"status": "Enabled"}}
)

# finds no-filter: rules[0]
# finds first: rules[0].priority
# finds threshold: rules[0].destination.metrics
# finds unmeasured: rules[0].destination.replicationTime
# finds key: rules[0].destination.encryptionConfiguration
# finds no-key: rules[0].sourceSelectionCriteria.sseKmsEncryptedObjects
# finds plain-source: bucket
# finds plain-target: rules
# finds silent: rules[0]
# finds tagged: rules[0].deleteMarkerReplication.status
