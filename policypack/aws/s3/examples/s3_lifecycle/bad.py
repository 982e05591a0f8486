import pulumi_aws as aws

aws.s3.Bucket("plain")  # finds: lifecycleRules
paused = aws.s3.BucketV2("paused")  # finds: lifecycleRules
aws.s3.BucketLifecycleConfiguration(
    "paused", bucket=paused.id, rules=[{"id": "old", "status": "Disabled", "expiration": {"days": 30}}]
)
aws.s3.DirectoryBucket("express", bucket="acme--use1-az4--x-s3", location={"name": "use1-az4"})  # finds: bucket
