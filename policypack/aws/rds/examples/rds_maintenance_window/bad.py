import pulumi_aws as aws

common = dict(
    engine="postgres",
    instance_class="db.t4g.medium",
    username="app",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)
aws.rds.Instance("none", **common)  # finds: maintenanceWindow
aws.rds.Instance("noon", maintenance_window="tue:16:00-tue:17:00", **common)  # finds: maintenanceWindow
aws.rds.Instance("daily", maintenance_window="04:00-05:00", **common)  # finds: maintenanceWindow
aws.rds.Instance(
    "both", maintenance_window="sun:02:30-sun:03:30", backup_window="02:00-03:00", **common
)  # finds: maintenanceWindow
aws.rds.Cluster(
    "cluster", engine="aurora-mysql", master_username="app", manage_master_user_password=True
)  # finds: preferredMaintenanceWindow
