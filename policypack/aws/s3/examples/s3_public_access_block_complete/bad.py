import pulumi_aws as aws

logs = aws.s3.Bucket("logs")
aws.s3.BucketPublicAccessBlock(
    "half", bucket=logs.id, block_public_acls=True, block_public_policy=False, ignore_public_acls=True
)  # finds: blockPublicPolicy, restrictPublicBuckets
