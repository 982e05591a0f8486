import json

import pulumi
import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
role = aws.iam.Role("orders", assume_role_policy=json.dumps({"Version": "2012-10-17", "Statement": [trust]}))
aws.iam.RolePolicyAttachment("orders", role=role.name, policy_arn=old.outputs["PolicyArn"])
aws.lambda_.Function(
    "orders",
    role=role.arn,
    runtime="python3.14",
    handler="main.handler",
    code=pulumi.AssetArchive({"main.py": pulumi.StringAsset("def handler(event, context): pass")}),
    vpc_config={"subnet_ids": ["subnet-1"], "security_group_ids": ["sg-1"]},
)  # undetermined: policyArn
