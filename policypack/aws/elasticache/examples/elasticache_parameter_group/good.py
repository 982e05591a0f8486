"""Custom groups, a member, and Memcached."""

import pulumi_aws as aws

evicting = [{"name": "maxmemory-policy", "value": "allkeys-lru"}]
redis = aws.elasticache.ParameterGroup("redis", family="redis7", parameters=evicting)
valkey = aws.elasticache.ParameterGroup("valkey", family="valkey8", parameters=evicting)
sessions = aws.elasticache.ReplicationGroup(
    "sessions",
    engine_version="7.1",
    node_type="cache.t4g.small",
    description="Sessions",
    num_cache_clusters=2,
    parameter_group_name=redis.name,
)
aws.elasticache.ReplicationGroup(
    "limits",
    engine="valkey",
    engine_version="8.1",
    node_type="cache.t4g.small",
    description="Limits",
    num_cache_clusters=2,
    parameter_group_name=valkey.id,
)
aws.elasticache.Cluster("reader", replication_group_id=sessions.id)
aws.elasticache.Cluster("memcached", engine="memcached", node_type="cache.t4g.small", num_cache_nodes=2)
