import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.elasticache.ReplicationGroup(
    "sessions",
    node_type="cache.t4g.small",
    description="Sessions",
    num_cache_clusters=2,
    maintenance_window="sun:03:00-sun:04:00",
    snapshot_retention_limit=7,
    snapshot_window=old.outputs["Window"],
)  # undetermined: snapshotWindow
