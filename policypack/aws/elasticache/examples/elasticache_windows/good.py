"""Adjacent windows, a member, no snapshots, and Memcached."""

import pulumi_aws as aws

group = aws.elasticache.ReplicationGroup(
    "sessions",
    node_type="cache.t4g.small",
    description="Sessions",
    num_cache_clusters=2,
    maintenance_window="sun:03:00-sun:04:00",
    snapshot_window="02:00-03:00",
    snapshot_retention_limit=7,
)
aws.elasticache.Cluster("reader", replication_group_id=group.id)
aws.elasticache.ReplicationGroup(
    "limits",
    node_type="cache.t4g.small",
    description="Limits",
    num_cache_clusters=2,
    maintenance_window="sat:23:30-sun:00:30",
    snapshot_retention_limit=0,
)
aws.elasticache.ReplicationGroup(
    "quotas",
    node_type="cache.t4g.small",
    description="Quotas",
    num_cache_clusters=2,
    maintenance_window="sun:04:00-sun:05:00",
)
aws.elasticache.Cluster(
    "memcached",
    engine="memcached",
    node_type="cache.t4g.small",
    num_cache_nodes=2,
    maintenance_window="sun:04:00-sun:05:00",
)
