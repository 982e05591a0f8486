import json

import pulumi_aws as aws

trust = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}],
    }
)
policy = json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}]}
)
aws.iam.Role("longest-role", name="a" * 64, assume_role_policy=trust)
aws.iam.Policy("longest-policy", name="a" * 128, policy=policy)
aws.iam.Group("marks", name="ops+=,.@_-", path="/")
aws.iam.RolePolicy("inline", name="read:orders", role="orders", policy=policy)
aws.iam.User("path", name="orders", path="/people/ops/")
aws.iam.InstanceProfile("automatic")
