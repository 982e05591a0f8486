import json

import pulumi_aws as aws

trust = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}],
    }
)
aws.iam.Role("plain", assume_role_policy=trust)
aws.iam.Role("hour", assume_role_policy=trust, max_session_duration=3600)
aws.iam.Role("twelve-hours", assume_role_policy=trust, max_session_duration=43200)
aws.iam.Role("longest", assume_role_policy=trust, description="a" * 1000)
aws.iam.Role("accent", assume_role_policy=trust, description="Lee \u00e1rboles - nada m\u00e1s")
