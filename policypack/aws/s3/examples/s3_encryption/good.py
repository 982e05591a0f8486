import pulumi_aws as aws

default = {"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}
aws.s3.Bucket("inline", server_side_encryption_configuration={"rule": default})
separate = aws.s3.Bucket("separate")
aws.s3.BucketServerSideEncryptionConfiguration("separate", bucket=separate.id, rules=[default])
aws.s3.BucketV2(
    "alias",
    server_side_encryption_configurations=[
        {"rules": [{"apply_server_side_encryption_by_defaults": [{"sse_algorithm": "aws:kms"}]}]}
    ],
)
