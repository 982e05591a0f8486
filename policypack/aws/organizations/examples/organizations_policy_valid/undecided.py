import json

import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
organization = aws.organizations.Organization("acme", enabled_policy_types=old.outputs["Types"])
denied = {"Effect": "Deny", "Action": "iam:CreateUser", "Resource": "*"}
policy = aws.organizations.Policy(
    "users", content=json.dumps({"Version": "2012-10-17", "Statement": [denied]}), type="SERVICE_CONTROL_POLICY"
)
aws.organizations.PolicyAttachment(
    "unknown", policy_id=policy.id, target_id=organization.roots[0].id
)  # undetermined: enabledPolicyTypes
