import json

import pulumi_aws as aws

ADMINISTRATORS = {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
    "Action": "kms:*",
    "Resource": "*",
}
TOPICS = {**ADMINISTRATORS, "Principal": {"Service": "sns.amazonaws.com"}}

default = aws.kms.Key("default")
aws.cloudwatch.LogGroup("default-key", kms_key_id=default.arn)  # finds: kmsKeyId
topics = aws.kms.Key("topics", policy=json.dumps({"Version": "2012-10-17", "Statement": [ADMINISTRATORS, TOPICS]}))
aws.cloudwatch.LogGroup("key-for-topics", kms_key_id=topics.arn)  # finds: kmsKeyId
