import pulumi_aws as aws

common = dict(
    engine="redis", engine_version="7.1", node_type="cache.t4g.small", description="Sessions", num_cache_clusters=2
)
evicting = [{"name": "maxmemory-policy", "value": "allkeys-lru"}]
old = aws.elasticache.ParameterGroup("old", family="redis6.x", parameters=evicting)
aws.elasticache.ReplicationGroup("old", parameter_group_name=old.name, **common)
aws.elasticache.ReplicationGroup("default", parameter_group_name="default.redis6.x", **common)

# finds old: parameterGroupName
# finds default: parameterGroupName
