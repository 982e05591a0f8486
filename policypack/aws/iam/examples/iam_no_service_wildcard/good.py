import json

import pulumi_aws as aws

read = {"Effect": "Allow", "Action": ["s3:GetObject*", "s3:List*"], "Resource": ["arn:aws:s3:::acme-orders/*"]}
deny = {"Effect": "Deny", "Action": "iam:*", "Resource": "*"}
aws.iam.Policy("reader", policy=json.dumps({"Version": "2012-10-17", "Statement": [read, deny]}))
