import pulumi_aws as aws

aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.t4g.medium",
    username="app",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
    copy_tags_to_snapshot=True,
)
aws.rds.Cluster(
    "aurora",
    engine="aurora-postgresql",
    master_username="app",
    manage_master_user_password=True,
    copy_tags_to_snapshot=True,
)
