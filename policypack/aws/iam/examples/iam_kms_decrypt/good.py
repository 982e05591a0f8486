import json

import pulumi
import pulumi_aws as aws

key = aws.kms.Key("orders", enable_key_rotation=True)
own = {"Effect": "Allow", "Action": ["kms:Decrypt"], "Resource": key.arn}
by_s3 = {
    "Effect": "Allow",
    "Action": "kms:Decrypt",
    "Resource": "*",
    "Condition": {"StringEquals": {"kms:ViaService": "s3.us-east-1.amazonaws.com"}},
}
aws.iam.Policy("own", policy=pulumi.Output.json_dumps({"Version": "2012-10-17", "Statement": [own]}))
aws.iam.Policy("by-s3", policy=json.dumps({"Version": "2012-10-17", "Statement": [by_s3]}))
