import json

import pulumi_aws as aws

trust = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}],
    }
)
aws.iam.Role("day", assume_role_policy=trust, max_session_duration=86400)  # finds: maxSessionDuration
aws.iam.Role("quarter", assume_role_policy=trust, max_session_duration=900)  # finds: maxSessionDuration
aws.iam.Role("novel", assume_role_policy=trust, description="a" * 1001)  # finds: description
aws.iam.Role("dash", assume_role_policy=trust, description="Reads orders \u2014 nothing else")  # finds: description
