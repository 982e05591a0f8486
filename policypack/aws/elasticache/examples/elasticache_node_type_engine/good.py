# config: aws:region=eu-west-1

import pulumi_aws as aws

common = dict(description="Sessions", num_cache_clusters=2)
aws.elasticache.ReplicationGroup(
    "new-version", engine="redis", engine_version="7.1", node_type="cache.m7g.large", **common
)
aws.elasticache.ReplicationGroup(
    "newest-6", engine="redis", engine_version="6.x", node_type="cache.r7g.large", **common
)
aws.elasticache.ReplicationGroup("valkey", engine="valkey", node_type="cache.r8g.large", **common)
aws.elasticache.ReplicationGroup("newer-than-the-table", engine="redis", node_type="cache.r19g.large", **common)
aws.elasticache.Cluster("current", engine="memcached", node_type="cache.t3.micro", num_cache_nodes=1)
