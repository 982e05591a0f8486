import pulumi_aws as aws
import pulumi_random as random


def group(name, node_type="cache.r7g.large", **arguments):
    return aws.elasticache.ReplicationGroup(name, description=name, node_type=node_type, **arguments)


def cluster(name, engine="redis", **arguments):
    aws.elasticache.Cluster(name, engine=engine, **arguments)


token = random.RandomPassword("token", length=32, special=False)
two = group("failover-two", automatic_failover_enabled=True, multi_az_enabled=True, num_cache_clusters=2)
group("single", num_cache_clusters=1)
group("shards", automatic_failover_enabled=True, num_node_groups=2, replicas_per_node_group=0)
group("cluster-mode", automatic_failover_enabled=True, cluster_mode="enabled")
group("five-replicas", num_node_groups=1, replicas_per_node_group=5)
group("six", num_cache_clusters=6)
group("token-encrypted", num_cache_clusters=2, auth_token=token.result, transit_encryption_enabled=True)
group("tiered-enabled", node_type="cache.r6gd.xlarge", data_tiering_enabled=True, num_cache_clusters=2)
cluster("one-node", node_type="cache.t4g.small", num_cache_nodes=1, parameter_group_name="default.redis7")
cluster(
    "encrypted-memcached",
    engine="memcached",
    node_type="cache.t4g.small",
    num_cache_nodes=2,
    az_mode="cross-az",
    transit_encryption_enabled=True,
)
aws.elasticache.Cluster("member", replication_group_id=two.id)
