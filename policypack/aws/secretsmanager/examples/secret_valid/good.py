import pulumi_aws as aws

secret = aws.secretsmanager.Secret("orders")
aws.secretsmanager.SecretVersion("largest", secret_id=secret.id, secret_string="a" * 65536)
aws.secretsmanager.SecretRotation(
    "scheduled",
    secret_id=secret.id,
    rotation_rules={"schedule_expression": "rate(10 days)"},
    rotation_lambda_arn="arn:aws:lambda:us-east-1:123456789012:function:rotate",
)
