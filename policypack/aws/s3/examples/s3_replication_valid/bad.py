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

# finds plain-source: bucket
# finds plain-target: rules
# finds silent: rules[0]
# finds tagged: rules[0].deleteMarkerReplication.status
