import json

import pulumi
import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://acme.s3.amazonaws.com/roles.json")


def policy(administrator):
    statement = {"Effect": "Allow", "Principal": {"AWS": administrator}, "Action": "kms:*", "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


key = aws.kms.Key("logs", policy=pulumi.Output.from_input(old.outputs["Role"]).apply(policy))
aws.cloudwatch.LogGroup("orders", kms_key_id=key.arn)  # undetermined: policy
