import pulumi_aws as aws

own = aws.s3.Bucket("own")
aws.s3.BucketServerSideEncryptionConfiguration(
    "own", bucket=own.id, rules=[{"apply_server_side_encryption_by_default": {"sse_algorithm": "aws:kms"}}]
)
aws.s3.BucketV2(
    "inline",
    server_side_encryption_configurations=[
        {"rules": [{"apply_server_side_encryption_by_defaults": [{"sse_algorithm": "aws:kms:dsse"}]}]}
    ],
)
