import pulumi_aws as aws

common = dict(
    engine="redis", engine_version="7.1", node_type="cache.t4g.small", description="Sessions", num_cache_clusters=2
)
silent = aws.elasticache.ParameterGroup("silent", family="redis7")
full = aws.elasticache.ParameterGroup(
    "full", family="redis7", parameters=[{"name": "maxmemory-policy", "value": "noeviction"}]
)
aws.elasticache.ReplicationGroup("none", **common)  # finds: parameterGroupName
aws.elasticache.ReplicationGroup(
    "default", parameter_group_name="default.redis7.cluster.on", **common
)  # finds: parameterGroupName
aws.elasticache.ReplicationGroup("silent", parameter_group_name=silent.name, **common)
aws.elasticache.ReplicationGroup("full", parameter_group_name=full.name, **common)

# finds silent: parameterGroupName
# finds full: parameterGroupName
