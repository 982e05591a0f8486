import pulumi_aws as aws

aws.s3.Bucket("plain")  # finds: logging
aws.s3.BucketV2("alias")  # finds: logging
