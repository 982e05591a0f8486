import pulumi_aws as aws

aws.s3.Bucket("plain")  # finds: serverSideEncryptionConfiguration
own = aws.s3.Bucket("own")  # finds: serverSideEncryptionConfiguration
aws.s3.BucketServerSideEncryptionConfiguration(
    "own", bucket=own.id, rules=[{"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}]
)
