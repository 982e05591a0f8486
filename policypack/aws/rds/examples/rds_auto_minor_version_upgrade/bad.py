import pulumi_aws as aws

aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.t4g.medium",
    username="app",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
    auto_minor_version_upgrade=False,
)  # finds: autoMinorVersionUpgrade
aws.rds.ClusterInstance(
    "reader",
    cluster_identifier="orders",
    engine="aurora-postgresql",
    instance_class="db.r6g.large",
    auto_minor_version_upgrade=False,
)  # finds: autoMinorVersionUpgrade
