import json

import pulumi_aws as aws


def allow(*actions):
    statement = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


aws.iam.Policy("deploy", policy=allow("iam:PassRole", "ec2:RunInstances"))  # finds: policy
aws.iam.RolePolicy("support", role="support", policy=allow("iam:Attach*Policy"))  # finds: policy
