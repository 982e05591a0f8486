import pulumi_aws as aws

common = dict(
    engine="postgres",
    instance_class="db.t4g.medium",
    username="app",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)
aws.rds.Instance("adjacent", maintenance_window="Sun:03:00-Sun:04:00", backup_window="02:00-03:00", **common)
aws.rds.Instance("weekend", maintenance_window="sat:12:00-sat:13:00", **common)
aws.rds.Instance("week-end", maintenance_window="sun:23:30-mon:00:30", **common)
