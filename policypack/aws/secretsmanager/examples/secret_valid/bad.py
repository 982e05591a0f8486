import pulumi_aws as aws

secret = aws.secretsmanager.Secret("day", recovery_window_in_days=1)  # finds: recoveryWindowInDays
aws.secretsmanager.SecretVersion("large", secret_id=secret.id, secret_string="a" * 65537)  # finds: secretString
aws.secretsmanager.SecretRotation(
    "seldom",
    secret_id=secret.id,
    rotation_rules={"automatically_after_days": 1001},
    rotation_lambda_arn="arn:aws:lambda:us-east-1:123456789012:function:rotate",
)  # finds: rotationRules.automaticallyAfterDays
