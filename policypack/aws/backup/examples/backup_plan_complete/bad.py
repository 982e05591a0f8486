import pulumi_aws as aws

role = aws.iam.Role("backup", assume_role_policy="{}")
vault = aws.backup.Vault("main", name="main")
plan = aws.backup.Plan("daily", name="daily", rules=[{"rule_name": "daily", "target_vault_name": vault.name}])
key = [{"name": "id", "type": "S"}]
orders = aws.dynamodb.Table("orders", attributes=key, hash_key="id", billing_mode="PAY_PER_REQUEST")
aws.dynamodb.Table(  # finds: backupPlan
    "events", attributes=key, hash_key="id", billing_mode="PAY_PER_REQUEST", tags={"backup": "none"}
)
aws.backup.Selection("by-name", name="by-name", plan_id=plan.id, iam_role_arn=role.arn, resources=[orders.arn])
aws.backup.Selection(
    "by-tag",
    name="by-tag",
    plan_id=plan.id,
    iam_role_arn=role.arn,
    selection_tags=[{"type": "STRINGEQUALS", "key": "backup", "value": "daily"}],
)
