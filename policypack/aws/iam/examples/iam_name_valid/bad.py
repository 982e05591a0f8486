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
aws.iam.Role("long-role", name="a" * 65, assume_role_policy=trust)  # finds: name
aws.iam.Policy("long-policy", name="a" * 129, policy=policy)  # finds: name
aws.iam.Role("spaced", name="orders api", assume_role_policy=trust)  # finds: name
aws.iam.RolePolicy("slash", name="orders/api", role="orders", policy=policy)  # finds: name
aws.iam.User("open-path", name="orders", path="/people")  # finds: path
