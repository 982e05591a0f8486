import json

import pulumi_aws as aws


def policy(principal, *actions):
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": principal, "Action": list(actions), "Resource": "*"}],
        }
    )


aws.kms.Key(
    "users-only",
    policy=policy({"AWS": "arn:aws:iam::123456789012:root"}, "kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*"),
)  # finds: policy
aws.kms.Key("service-only", policy=policy({"Service": "logs.amazonaws.com"}, "kms:*"))  # finds: policy
separate = aws.kms.Key("separate")
aws.kms.KeyPolicy(
    "separate-policy", key_id=separate.id, policy=policy({"AWS": "arn:aws:iam::123456789012:root"}, "kms:Describe*")
)  # finds: policy
