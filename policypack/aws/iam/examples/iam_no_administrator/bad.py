import json

import pulumi_aws as aws

everything = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})
aws.iam.Policy("everything", policy=everything)  # finds: policy
aws.iam.RolePolicy("inline", role="deploy", policy=everything)  # finds: policy
