import pulumi_aws as aws

common = dict(
    engine="postgres",
    instance_class="db.t4g.medium",
    username="app",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)
aws.rds.Instance("none", **common)  # finds: backupRetentionPeriod
aws.rds.Instance("no-window", backup_retention_period=7, **common)  # finds: backupWindow
aws.rds.Instance("noon", backup_retention_period=7, backup_window="16:00-17:00", **common)  # finds: backupWindow
aws.rds.Instance("short", backup_retention_period=7, backup_window="02:00-02:20", **common)  # finds: backupWindow
aws.rds.Cluster(
    "text",
    engine="aurora-postgresql",
    master_username="app",
    manage_master_user_password=True,
    preferred_backup_window="2am-3am",
)  # finds: preferredBackupWindow
