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
aws.rds.Instance(
    "reports",
    engine="oracle-se2",
    license_model="license-included",
    instance_class="db.m5.large",
    username="reports",
    manage_master_user_password=True,
    allocated_storage=250,
    storage_type="io1",
    iops=3000,
)  # finds: storageType
