import pulumi_aws as aws

common = dict(
    instance_class="db.t4g.medium",
    username="app",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)
own = aws.rds.ParameterGroup("own", name_prefix="orders-", family="postgres15")
aws.rds.Instance("linked", engine="postgres", engine_version="15.19", parameter_group_name=own.name, **common)
aws.rds.Instance("major", engine="postgres", engine_version="15", parameter_group_name=own.name, **common)
aws.rds.Instance(
    "default", engine="mariadb", engine_version="10.11", parameter_group_name="default.mariadb10.11", **common
)
aws.rds.Instance("none", engine="postgres", engine_version="15", **common)
family = aws.rds.ClusterParameterGroup("cluster", family="aurora-mysql8.0")
cluster = aws.rds.Cluster(
    "cluster",
    engine="aurora-mysql",
    engine_version="8.0.mysql_aurora.3.10.3",
    master_username="app",
    manage_master_user_password=True,
    db_cluster_parameter_group_name=family.name,
)
instances = aws.rds.ParameterGroup("instances", family="aurora-mysql8.0")
aws.rds.ClusterInstance(
    "writer",
    cluster_identifier=cluster.id,
    engine="aurora-mysql",
    instance_class="db.r7g.large",
    db_parameter_group_name=instances.name,
)
