import pulumi_aws as aws

aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.t4g.medium",
    username="orders",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp2",
)  # finds: storageType
aws.rds.Instance(
    "invoices",
    engine="mysql",
    instance_class="db.t4g.medium",
    username="invoices",
    manage_master_user_password=True,
    allocated_storage=100,
)  # finds: storageType
