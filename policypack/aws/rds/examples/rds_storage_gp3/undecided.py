import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
orders = aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.t4g.medium",
    username="orders",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type=old.outputs["StorageType"],
)  # undetermined: storageType
aws.rds.Instance(
    "reports", instance_class="db.t4g.medium", replicate_source_db=orders.identifier
)  # undetermined: replicateSourceDb
