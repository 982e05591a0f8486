import pulumi_aws as aws

aws.secretsmanager.Secret("token")  # finds: name
rotated = aws.secretsmanager.Secret("rotated")
aws.secretsmanager.SecretRotation(
    "rotated",
    secret_id=rotated.id,
    rotation_lambda_arn="arn:aws:lambda:us-east-1:123456789012:function:rotate",
    rotation_rules={"automatically_after_days": 365},
)
yearly = aws.secretsmanager.Secret("yearly")
aws.secretsmanager.SecretRotation(
    "every-year",
    secret_id=yearly.id,
    rotation_lambda_arn="arn:aws:lambda:us-east-1:123456789012:function:rotate",
    rotation_rules={"schedule_expression": "rate(365 days)"},
)

# finds rotated: rotationRules.automaticallyAfterDays
# finds every-year: rotationRules.scheduleExpression
