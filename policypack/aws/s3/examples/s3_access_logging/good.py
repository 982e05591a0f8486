import pulumi_aws as aws

logs = aws.s3.Bucket("logs", bucket="acme-logs")
separate = aws.s3.Bucket("separate")
aws.s3.BucketLogging("separate", bucket=separate.id, target_bucket=logs.id, target_prefix="separate/")
aws.s3.Bucket("inline", logging={"target_bucket": logs.id, "target_prefix": "inline/"})
aws.s3.BucketV2("alias", loggings=[{"target_bucket": "acme-logs", "target_prefix": "alias/"}])
