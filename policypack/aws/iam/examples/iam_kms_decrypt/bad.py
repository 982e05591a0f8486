import json

import pulumi_aws as aws

decrypt = {"Effect": "Allow", "Action": ["kms:Decrypt"], "Resource": "*"}
policy = json.dumps({"Version": "2012-10-17", "Statement": [decrypt]})
aws.iam.Policy("managed", policy=policy)  # finds: policy
aws.iam.RolePolicy("inline", role="orders", policy=policy)  # finds: policy
