import pulumi_aws as aws

aws.rds.Instance(  # finds: backupRetentionPeriod
    "orders",
    engine="postgres",
    instance_class="db.t4g.medium",
    allocated_storage=20,
    username="orders",
    manage_master_user_password=True,
    skip_final_snapshot=True,
    backup_retention_period=3,
)
aws.docdb.Cluster("documents", skip_final_snapshot=True)  # finds: backupRetentionPeriod
aws.redshift.Cluster(  # finds: automatedSnapshotRetentionPeriod
    "reports",
    cluster_identifier="reports",
    node_type="ra3.large",
    master_username="reports",
    manage_master_password=True,
    skip_final_snapshot=True,
)
aws.elasticache.ReplicationGroup("sessions", description="sessions")  # finds: snapshotRetentionLimit
