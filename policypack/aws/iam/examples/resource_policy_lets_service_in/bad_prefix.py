"""A trail whose prefix the policy of the bucket does not name"""

import json

import pulumi
import pulumi_aws as aws

to_trails = {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}}
bucket = aws.s3.Bucket("trails", bucket="acme-trails")
policy = aws.s3.BucketPolicy(
    "trails",
    bucket=bucket.id,
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {**to_trails, "Action": "s3:GetBucketAcl", "Resource": "arn:aws:s3:::acme-trails"},
                {
                    **to_trails,
                    "Action": "s3:PutObject",
                    "Resource": "arn:aws:s3:::acme-trails/audit/AWSLogs/123456789012/*",
                },
            ],
        }
    ),
)
opened = pulumi.ResourceOptions(depends_on=[policy])
aws.cloudtrail.Trail("audit", s3_bucket_name=bucket.id, s3_key_prefix="audit", opts=opened)
aws.cloudtrail.Trail("orders", s3_bucket_name=bucket.id, s3_key_prefix="orders", opts=opened)  # finds: s3BucketName
aws.cloudtrail.Trail("whole", s3_bucket_name=bucket.id, opts=opened)  # finds: s3BucketName
