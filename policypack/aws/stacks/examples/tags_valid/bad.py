import json

import pulumi_aws as aws

trust = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
aws.s3.Bucket("parentheses", tags={"team": "Data (EU)"})  # finds: tags
aws.iam.Role("role", assume_role_policy=json.dumps(trust), tags={"cost,center": "4711"})  # finds: tags
