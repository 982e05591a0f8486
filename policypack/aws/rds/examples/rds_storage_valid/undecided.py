import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
orders = aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.m7g.large",
    username="app",
    manage_master_user_password=True,
    allocated_storage=old.outputs["Size"],
    storage_type="gp3",
    iops=12000,
)  # undetermined: allocatedStorage
aws.rds.Instance(
    "replica",
    engine="postgres",
    instance_class="db.m7g.large",
    storage_type="gp3",
    iops=12000,
    replicate_source_db=orders.identifier,
)  # undetermined: replicateSourceDb
