# config: aws:region=eu-west-1

import pulumi_aws as aws

common = dict(description="Sessions", num_cache_clusters=2)
aws.elasticache.ReplicationGroup(
    "old-version", engine="redis", engine_version="5.0.6", node_type="cache.m7g.large", **common
)  # finds: nodeType
aws.elasticache.ReplicationGroup("redis", engine="redis", node_type="cache.r8g.large", **common)  # finds: nodeType
aws.elasticache.Cluster(
    "previous", engine="memcached", node_type="cache.t2.micro", num_cache_nodes=1
)  # finds: nodeType
