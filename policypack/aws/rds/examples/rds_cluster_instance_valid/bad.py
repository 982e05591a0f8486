import pulumi_aws as aws


def cluster(name, **settings):
    return aws.rds.Cluster(
        name,
        **{"engine": "aurora-postgresql", "master_username": "orders", "manage_master_user_password": True, **settings},
    )


def member(name, of, **settings):
    return aws.rds.ClusterInstance(name, cluster_identifier=of.id, **{"instance_class": "db.r6g.large", **settings})


member("reader", cluster("orders", cluster_identifier="orders"), engine="aurora-mysql")
member("older", cluster("pinned", engine_version="16.8"), engine="aurora-postgresql", engine_version="15.10")
monitored = cluster("monitored", monitoring_interval=60, monitoring_role_arn="arn:aws:iam::123456789012:role/rds")
member(
    "watched",
    monitored,
    engine="aurora-postgresql",
    monitoring_interval=5,
    monitoring_role_arn="arn:aws:iam::123456789012:role/rds",
)
three = cluster(
    "three",
    engine="mysql",
    db_cluster_instance_class="db.m5d.large",
    allocated_storage=100,
    storage_type="io1",
    iops=1000,
)
member("fourth", three, engine="mysql")
data_api = cluster("data-api", enable_http_endpoint=True)
member("burstable", data_api, engine="aurora-postgresql", instance_class="db.t3.medium")

# finds burstable: instanceClass
# finds reader: engine
# finds older: engineVersion
# finds watched: monitoringInterval
# finds fourth: clusterIdentifier
