import pulumi_aws as aws

common = dict(
    engine="redis", engine_version="7.1", node_type="cache.t4g.small", description="Sessions", num_cache_clusters=2
)
evicting = [{"name": "maxmemory-policy", "value": "allkeys-lru"}]
redis = aws.elasticache.ParameterGroup("redis", family="redis7", parameters=evicting)
aws.elasticache.ReplicationGroup("sessions", parameter_group_name=redis.name, **common)
aws.elasticache.ReplicationGroup("default", parameter_group_name="default.redis7", **common)
