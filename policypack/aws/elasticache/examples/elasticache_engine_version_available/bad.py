# config: aws:region=eu-south-2

import pulumi_aws as aws

common = dict(node_type="cache.t4g.small", description="Sessions", num_cache_clusters=2)
aws.elasticache.ReplicationGroup("old", engine="redis", engine_version="5.0.5", **common)  # finds: engineVersion
aws.elasticache.ReplicationGroup("patch", engine="redis", engine_version="7.0.7", **common)  # finds: engineVersion
aws.elasticache.Cluster(
    "never",
    engine="memcached",
    engine_version="1.6.7",
    node_type="cache.t4g.small",
    num_cache_nodes=2,
    region="us-east-1",
)  # finds: engineVersion
