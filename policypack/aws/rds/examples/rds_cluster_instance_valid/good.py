import pulumi_aws as aws


def cluster(name, **settings):
    return aws.rds.Cluster(
        name,
        **{"engine": "aurora-postgresql", "master_username": "orders", "manage_master_user_password": True, **settings},
    )


def member(name, of, **settings):
    return aws.rds.ClusterInstance(name, cluster_identifier=of.id, instance_class="db.r6g.large", **settings)


orders = cluster("orders")
member("reader-of-cluster", orders, engine=orders.engine)
data_api = cluster("data-api", enable_http_endpoint=True)
member("same", data_api, engine=data_api.engine)
pinned = cluster("pinned", engine_version="16.8")
member("as-old", pinned, engine="aurora-postgresql", engine_version="16")
monitored = cluster("monitored", monitoring_interval=60, monitoring_role_arn="arn:aws:iam::123456789012:role/rds")
member("watched-by-cluster", monitored, engine="aurora-postgresql")
