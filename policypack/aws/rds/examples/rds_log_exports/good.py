import pulumi_aws as aws

common = dict(
    instance_class="db.t4g.medium",
    username="app",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)
aws.rds.Instance("postgres", engine="postgres", enabled_cloudwatch_logs_exports=["upgrade", "postgresql"], **common)
aws.rds.Instance(
    "mariadb", engine="mariadb", enabled_cloudwatch_logs_exports=["audit", "error", "general", "slowquery"], **common
)
aws.rds.Cluster(
    "aurora",
    engine="aurora-postgresql",
    master_username="app",
    manage_master_user_password=True,
    enabled_cloudwatch_logs_exports=["postgresql"],
)
aws.neptune.Cluster("graph", enable_cloudwatch_logs_exports=["audit", "slowquery"])
