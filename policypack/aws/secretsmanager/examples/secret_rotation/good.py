import pulumi_aws as aws

database = aws.secretsmanager.Secret("database")
aws.secretsmanager.SecretRotation(
    "database",
    secret_id=database.id,
    rotation_lambda_arn="arn:aws:lambda:us-east-1:123456789012:function:rotate",
    rotation_rules={"automatically_after_days": 30},
)
monthly = aws.secretsmanager.Secret("monthly")
aws.secretsmanager.SecretRotation(
    "monthly",
    secret_id=monthly.id,
    rotation_lambda_arn="arn:aws:lambda:us-east-1:123456789012:function:rotate",
    rotation_rules={"schedule_expression": "cron(0 4 1 * ? *)"},
)
