import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.elasticache.ReplicationGroup(
    "sessions",
    description="Sessions",
    node_type="cache.t4g.small",
    automatic_failover_enabled=True,
    num_cache_clusters=old.outputs["Nodes"],
)  # undetermined: numCacheClusters
