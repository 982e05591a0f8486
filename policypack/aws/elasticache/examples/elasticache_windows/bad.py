import pulumi_aws as aws

common = dict(node_type="cache.t4g.small", description="Sessions", num_cache_clusters=2, snapshot_retention_limit=7)
aws.elasticache.ReplicationGroup("none", **common)  # finds: maintenanceWindow, snapshotWindow
aws.elasticache.ReplicationGroup(
    "short", maintenance_window="sun:04:00-sun:04:30", snapshot_window="02:00-02:30", **common
)  # finds: maintenanceWindow, snapshotWindow
aws.elasticache.ReplicationGroup(
    "noon", maintenance_window="tue:16:00-tue:17:00", snapshot_window="02:00-03:00", **common
)  # finds: maintenanceWindow
aws.elasticache.ReplicationGroup(
    "both", maintenance_window="sun:02:30-sun:03:30", snapshot_window="02:00-03:00", **common
)  # finds: maintenanceWindow
aws.elasticache.Cluster(
    "memcached", engine="memcached", node_type="cache.t4g.small", num_cache_nodes=2
)  # finds: maintenanceWindow
