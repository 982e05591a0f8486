import pulumi_aws as aws

role = aws.iam.Role("backup", assume_role_policy=aws.iam.get_policy_document_output(statements=[]).json)
vault = aws.backup.Vault("main", name="main")
plan = aws.backup.Plan("daily", name="daily", rules=[{"rule_name": "daily", "target_vault_name": vault.name}])
key = [{"name": "id", "type": "S"}]
aws.dynamodb.Table("orders", attributes=key, hash_key="id", billing_mode="PAY_PER_REQUEST", tags={"backup": "daily"})
aws.ebs.Volume("spool", availability_zone="us-east-1a", size=10, type="gp3")
aws.backup.Selection(
    "by-tag",
    name="by-tag",
    plan_id=plan.id,
    iam_role_arn=role.arn,
    selection_tags=[{"type": "STRINGEQUALS", "key": "backup", "value": "daily"}],
)
aws.backup.Selection(
    "volumes", name="volumes", plan_id=plan.id, iam_role_arn=role.arn, resources=["arn:aws:ec2:*:*:volume/*"]
)
