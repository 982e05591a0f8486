import json

import pulumi
import pulumi_aws as aws

role = aws.iam.Role(
    "rotate",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
            ],
        }
    ),
)
code = pulumi.AssetArchive({"main.py": pulumi.StringAsset("def handler(event, context): pass")})
rotate = aws.lambda_.Function("rotate", role=role.arn, runtime="python3.14", handler="main.handler", code=code)
secret = aws.secretsmanager.Secret("orders")
aws.lambda_.Permission("events", function=rotate.name, action="lambda:InvokeFunction", principal="events.amazonaws.com")
aws.secretsmanager.SecretRotation(
    "unpermitted",
    secret_id=secret.id,
    rotation_lambda_arn=rotate.arn,
    rotation_rules={"automatically_after_days": 30},
)  # finds: rotationLambdaArn
