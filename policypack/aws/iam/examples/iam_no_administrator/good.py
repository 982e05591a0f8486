import json

import pulumi_aws as aws


def allow(**more):
    statement = {"Effect": "Allow", "Action": "*", "Resource": "*", **more}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


aws.iam.Policy("reader", policy=allow(Action=["s3:GetObject"]))
aws.iam.Policy("confined", policy=allow(Condition={"Bool": {"aws:MultiFactorAuthPresent": "true"}}))
boundary = aws.iam.Policy("boundary", policy=allow())
trust = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
aws.iam.Role("bounded", assume_role_policy=json.dumps(trust), permissions_boundary=boundary.arn)
