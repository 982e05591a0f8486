import json

import pulumi_aws as aws

whole = {"Effect": "Allow", "Action": ["s3:*"], "Resource": ["arn:aws:s3:::acme-orders/*"]}
aws.iam.Policy(
    "whole",  # finds: policy
    policy=json.dumps({"Version": "2012-10-17", "Statement": [whole]}),
)
