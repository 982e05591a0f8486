"""A cache and a cluster of Aurora with settings that do not fit together."""

import pulumi_aws as aws

aws.elasticache.ReplicationGroup(
    "sessions",
    description="Sessions",
    engine="redis",
    node_type="cache.t3.micro",
    num_cache_clusters=1,
    automatic_failover_enabled=True,
    multi_az_enabled=True,
)
cluster = aws.rds.Cluster(
    "shop",
    cluster_identifier="shop--cluster",
    engine="aurora-postgresql",
    engine_version="16.4",
    database_name="shop-db",
    master_username="admin",
    manage_master_user_password=True,
    serverlessv2_scaling_configuration={"min_capacity": 0.7, "max_capacity": 300},
    backup_retention_period=50,
    preferred_backup_window="03:00-03:10",
    skip_final_snapshot=True,
)
aws.rds.ClusterInstance(
    "shop", cluster_identifier=cluster.id, engine="aurora-mysql", instance_class="db.serverless", monitoring_interval=45
)
