import pulumi_aws as aws

tags = aws.cloudformation.Stack("tags", template_url="https://example.com/tags.yaml")
role = aws.iam.Role("backup", assume_role_policy="{}")
vault = aws.backup.Vault("main", name="main")
plan = aws.backup.Plan("daily", name="daily", rules=[{"rule_name": "daily", "target_vault_name": vault.name}])
aws.dynamodb.Table(  # undetermined: tags.backup
    "orders",
    attributes=[{"name": "id", "type": "S"}],
    hash_key="id",
    billing_mode="PAY_PER_REQUEST",
    tags={"backup": tags.outputs["Backup"]},
)
aws.backup.Selection(
    "by-tag",
    name="by-tag",
    plan_id=plan.id,
    iam_role_arn=role.arn,
    selection_tags=[{"type": "STRINGEQUALS", "key": "backup", "value": "daily"}],
)
