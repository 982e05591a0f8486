import pulumi_aws as aws

common = dict(
    instance_class="db.t4g.medium",
    username="app",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)
old = aws.rds.ParameterGroup("old", family="postgres14")
aws.rds.Instance(
    "raised", engine="postgres", engine_version="15.19", parameter_group_name=old.name, **common
)  # finds: parameterGroupName
aws.rds.Instance("engine", engine="mysql", parameter_group_name=old.name, **common)  # finds: parameterGroupName
aws.rds.Instance(
    "default", engine="mysql", engine_version="8.4", parameter_group_name="default.mysql8.0", **common
)  # finds: parameterGroupName
cluster = aws.rds.Cluster(
    "cluster",
    engine="aurora-postgresql",
    engine_version="16.8",
    master_username="app",
    manage_master_user_password=True,
)
instances = aws.rds.ParameterGroup("instances", family="aurora-postgresql15")
aws.rds.ClusterInstance(
    "writer",
    cluster_identifier=cluster.id,
    engine="aurora-postgresql",
    instance_class="db.r7g.large",
    db_parameter_group_name=instances.name,
)  # finds: dbParameterGroupName
