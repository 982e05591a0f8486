import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
orders = aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.t4g.medium",
    allocated_storage=100,
    username="orders",
    manage_master_user_password=True,
    backup_retention_period=old.outputs["Days"].apply(int),
)  # undetermined: backupRetentionPeriod
aws.rds.Instance("reader", replicate_source_db=orders.identifier, instance_class="db.t4g.medium")
