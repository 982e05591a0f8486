import pulumi_aws as aws

common = dict(
    instance_class="db.t4g.medium",
    username="app",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)
aws.rds.Instance("none", engine="postgres", **common)  # finds: enabledCloudwatchLogsExports
aws.rds.Instance(
    "half", engine="mysql", enabled_cloudwatch_logs_exports=["error"], **common
)  # finds: enabledCloudwatchLogsExports
aws.rds.Instance(
    "wrong", engine="postgres", enabled_cloudwatch_logs_exports=["postgresql", "upgrade", "slowquery"], **common
)  # finds: enabledCloudwatchLogsExports
aws.docdb.Cluster(
    "documents", master_username="app", manage_master_user_password=True
)  # finds: enabledCloudwatchLogsExports
