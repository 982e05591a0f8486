import pulumi_aws as aws

common = dict(
    engine="postgres",
    engine_version="16",
    instance_class="db.t4g.medium",
    username="app",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)
aws.rds.Instance("none", **common)  # finds: parameterGroupName
aws.rds.Instance("default", parameter_group_name="default.postgres16", **common)  # finds: parameterGroupName
aws.rds.Cluster(
    "cluster", engine="aurora-mysql", master_username="app", manage_master_user_password=True
)  # finds: dbClusterParameterGroupName
