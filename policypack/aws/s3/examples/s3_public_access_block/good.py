import pulumi_aws as aws

assets = aws.s3.Bucket("assets")
aws.s3.BucketPublicAccessBlock(
    "assets",
    bucket=assets.id,
    block_public_acls=True,
    block_public_policy=True,
    ignore_public_acls=True,
    restrict_public_buckets=True,
)
