import pulumi_aws as aws


def group(name, node_type="cache.r7g.large", **arguments):
    aws.elasticache.ReplicationGroup(name, description=name, node_type=node_type, **arguments)


def cluster(name, engine="redis", **arguments):
    aws.elasticache.Cluster(name, engine=engine, node_type="cache.t4g.small", **arguments)


group("failover", automatic_failover_enabled=True, num_cache_clusters=1)
group("unsaid", automatic_failover_enabled=True)
group("zones", multi_az_enabled=True, num_cache_clusters=2)
group("replicas", num_node_groups=2, replicas_per_node_group=6)
group("seven", num_cache_clusters=7)
group("token", num_cache_clusters=2, auth_token="4f1d9c0a7be24c8c9d25")
group("tiered", node_type="cache.r6gd.xlarge", num_cache_clusters=2)
group("not-tiered", data_tiering_enabled=True, num_cache_clusters=2)
cluster("nodes", num_cache_nodes=2)
cluster("encrypted", num_cache_nodes=1, transit_encryption_enabled=True)
cluster("shards", num_cache_nodes=1, parameter_group_name="default.redis7.cluster.on")
cluster("one-node-two-zones", engine="memcached", num_cache_nodes=1, az_mode="cross-az")

# finds failover: numCacheClusters
# finds unsaid: numCacheClusters
# finds zones: automaticFailoverEnabled
# finds replicas: replicasPerNodeGroup
# finds seven: numCacheClusters
# finds token: transitEncryptionEnabled
# finds tiered: dataTieringEnabled
# finds not-tiered: nodeType
# finds nodes: numCacheNodes
# finds encrypted: transitEncryptionEnabled
# finds shards: parameterGroupName
# finds one-node-two-zones: numCacheNodes
