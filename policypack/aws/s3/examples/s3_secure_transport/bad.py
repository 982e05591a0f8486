import json

import pulumi_aws as aws

aws.s3.Bucket("plain")  # finds: policy
shared = aws.s3.Bucket("shared", bucket="acme-shared")  # finds: policy
read = {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::acme-shared/*",
}
aws.s3.BucketPolicy("shared", bucket=shared.id, policy=json.dumps({"Version": "2012-10-17", "Statement": [read]}))
