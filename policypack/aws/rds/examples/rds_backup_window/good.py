"""A window may cross midnight, and end when business hours start."""

import pulumi_aws as aws

orders = aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.t4g.medium",
    username="app",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
    backup_retention_period=7,
    backup_window="23:45-00:15",
)
aws.rds.Instance("replica", instance_class="db.t4g.medium", replicate_source_db=orders.identifier)
aws.rds.Cluster(
    "cluster",
    engine="aurora-postgresql",
    master_username="app",
    manage_master_user_password=True,
    preferred_backup_window="11:00-12:00",
)
