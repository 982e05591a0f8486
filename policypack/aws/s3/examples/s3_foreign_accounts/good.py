import json

import pulumi
import pulumi_aws as aws


def share(actions, account):
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
        "Action": actions,
        "Resource": ["arn:aws:s3:::acme-shared", "arn:aws:s3:::acme-shared/*"],
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


acme = aws.Provider("acme", region="us-east-1", allowed_account_ids=["123456789012"])
opts = pulumi.ResourceOptions(provider=acme)
aws.s3.BucketPolicy("read", bucket="acme-shared", policy=share("s3:GetObject", "210987654321"), opts=opts)
aws.s3.BucketPolicy("own", bucket="acme-shared", policy=share("s3:PutBucketPolicy", "123456789012"), opts=opts)
