import pulumi_aws as aws

aws.secretsmanager.Secret("at-once", recovery_window_in_days=0)
aws.secretsmanager.Secret("week", recovery_window_in_days=7)
secret = aws.secretsmanager.Secret("month", recovery_window_in_days=30)
aws.secretsmanager.SecretVersion("largest", secret_id=secret.id, secret_string="a" * 65536)
aws.secretsmanager.SecretRotation(
    "rarest",
    secret_id=secret.id,
    rotation_rules={"automatically_after_days": 1000},
    rotation_lambda_arn="arn:aws:lambda:us-east-1:123456789012:function:rotate",
)
aws.secretsmanager.SecretRotation(
    "scheduled",
    secret_id=secret.id,
    rotation_rules={"schedule_expression": "rate(10 days)"},
    rotation_lambda_arn="arn:aws:lambda:us-east-1:123456789012:function:rotate",
)
