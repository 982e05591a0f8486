import pulumi_aws as aws

separate = aws.s3.Bucket("separate")
aws.s3.BucketLifecycleConfiguration(
    "separate", bucket=separate.id, rules=[{"id": "old", "status": "Enabled", "expiration": {"days": 30}}]
)
aws.s3.BucketV2("inline", lifecycle_rules=[{"enabled": True, "expirations": [{"days": 30}]}])
express = aws.s3.DirectoryBucket("express", bucket="acme--use1-az4--x-s3", location={"name": "use1-az4"})
aws.s3.BucketLifecycleConfiguration(
    "express", bucket=express.id, rules=[{"id": "old", "status": "Enabled", "filter": {}, "expiration": {"days": 30}}]
)
