import pulumi_aws as aws

named = aws.rds.Instance(
    "named",
    engine="postgres",
    instance_class="db.t4g.medium",
    username="orders",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
    backup_retention_period=7,
    final_snapshot_identifier="orders-final",
)
aws.rds.Instance("replica", instance_class="db.t4g.medium", replicate_source_db=named.identifier)
aws.rds.Instance(
    "skipped",
    engine="postgres",
    instance_class="db.t4g.medium",
    username="orders",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
    skip_final_snapshot=True,
)
aws.rds.Cluster(
    "named-cluster",
    engine="aurora-postgresql",
    master_username="orders",
    manage_master_user_password=True,
    final_snapshot_identifier="orders-cluster-final",
)
