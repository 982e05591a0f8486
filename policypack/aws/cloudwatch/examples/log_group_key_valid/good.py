import json

import pulumi_aws as aws

ADMINISTRATORS = {
    "Effect": "Allow",
    "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
    "Action": "kms:*",
    "Resource": "*",
}
LOGS = {**ADMINISTRATORS, "Principal": {"Service": "logs.us-east-1.amazonaws.com"}}
POLICY = json.dumps({"Version": "2012-10-17", "Statement": [ADMINISTRATORS, LOGS]})

key = aws.kms.Key("logs", policy=POLICY)
aws.cloudwatch.LogGroup("open-key", kms_key_id=key.arn)
separate = aws.kms.Key("separate")
aws.kms.KeyPolicy("separate", key_id=separate.id, policy=POLICY)
aws.cloudwatch.LogGroup("separate-policy", kms_key_id=separate.arn)
aws.cloudwatch.LogGroup("of-another-stack", kms_key_id="arn:aws:kms:us-east-1:123456789012:key/1234abcd")
# config: aws:region=us-east-1
