import pulumi_aws as aws

aws.s3.Bucket("archive", object_lock_enabled=True)
later = aws.s3.Bucket("later")
aws.s3.BucketObjectLockConfiguration("later", bucket=later.id, object_lock_enabled="Enabled")
