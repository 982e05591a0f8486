import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
database = aws.secretsmanager.Secret("database")
aws.secretsmanager.SecretRotation(
    "rotation",
    secret_id=database.id,
    rotation_lambda_arn="arn:aws:lambda:us-east-1:123456789012:function:rotate",
    rotation_rules={"automatically_after_days": old.outputs["Days"]},
)

# undetermined rotation: rotationRules.automaticallyAfterDays
