import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
common = dict(node_type="cache.t4g.small", description="Sessions", num_cache_clusters=2)
aws.elasticache.ReplicationGroup(
    "sessions", engine_version=old.outputs["Version"], **common
)  # undetermined: engineVersion
aws.elasticache.ReplicationGroup(
    "newer", engine_version="9.4", engine="valkey", **common
)  # undetermined: engineVersion, on which the catalog has no data for this region
