"""The form of each engine."""

import pulumi_aws as aws

common = dict(node_type="cache.t4g.small", description="Sessions", num_cache_clusters=2)
aws.elasticache.ReplicationGroup("redis", engine="redis", engine_version="7.1", **common)
aws.elasticache.ReplicationGroup("newest-6", engine="redis", engine_version="6.x", **common)
aws.elasticache.ReplicationGroup("with-patch", engine="redis", engine_version="5.0.6", **common)
aws.elasticache.ReplicationGroup("valkey", engine="valkey", engine_version="8.1", **common)
aws.elasticache.ReplicationGroup("default", engine="valkey", **common)
aws.elasticache.Cluster(
    "memcached", engine="memcached", engine_version="1.6.22", node_type="cache.t4g.small", num_cache_nodes=2
)
aws.elasticache.ServerlessCache("serverless", name="sessions", engine="valkey", major_engine_version="8")
