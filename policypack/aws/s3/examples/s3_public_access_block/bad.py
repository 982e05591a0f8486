import pulumi_aws as aws

aws.s3.Bucket("plain")  # finds: bucket
half = aws.s3.Bucket("half")
aws.s3.BucketPublicAccessBlock("half", bucket=half.id, block_public_acls=True, block_public_policy=True)

# finds half: bucket
