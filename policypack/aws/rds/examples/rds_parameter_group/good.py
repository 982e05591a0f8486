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
own = aws.rds.ParameterGroup("own", family="postgres16")
prefixed = aws.rds.ParameterGroup("prefixed", name_prefix="orders-", family="postgres16")
aws.rds.Instance("linked", parameter_group_name=own.name, **common)
aws.rds.Instance("by-prefix", parameter_group_name=prefixed.id, **common)
aws.rds.Instance("literal", parameter_group_name="company-postgres16", **common)
aurora = aws.rds.ClusterParameterGroup("aurora", family="aurora-postgresql16")
cluster = aws.rds.Cluster(
    "cluster",
    engine="aurora-postgresql",
    master_username="app",
    manage_master_user_password=True,
    db_cluster_parameter_group_name=aurora.name,
    serverlessv2_scaling_configuration={"min_capacity": 0.5, "max_capacity": 4},
)
aws.rds.ClusterInstance(
    "writer", cluster_identifier=cluster.id, engine="aurora-postgresql", instance_class="db.serverless"
)
