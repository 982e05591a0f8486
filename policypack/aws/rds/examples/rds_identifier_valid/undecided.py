import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.t4g.medium",
    username="orders",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
    identifier=old.outputs["Identifier"],
    db_name=old.outputs["Name"],
)  # undetermined: identifier, dbName
