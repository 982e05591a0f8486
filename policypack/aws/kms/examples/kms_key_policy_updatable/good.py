import json

import pulumi_aws as aws


def policy(principal, *actions):
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": principal, "Action": list(actions), "Resource": "*"}],
        }
    )


aws.kms.Key("default")
aws.kms.Key("root", policy=policy({"AWS": "arn:aws:iam::123456789012:root"}, "kms:*"))
aws.kms.Key(
    "admin", policy=policy({"AWS": "arn:aws:iam::123456789012:role/admin"}, "kms:Create*", "kms:Put*", "kms:Delete*")
)
aws.kms.Key(
    "bypassed",
    bypass_policy_lockout_safety_check=True,
    policy=policy({"AWS": "arn:aws:iam::123456789012:root"}, "kms:Encrypt"),
)
separate = aws.kms.Key("separate")
aws.kms.KeyPolicy("separate-policy", key_id=separate.id, policy=policy("*", "*"))
