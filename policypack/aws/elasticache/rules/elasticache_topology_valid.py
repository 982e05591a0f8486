"""elasticache-topology-valid: ElastiCache nodes, replicas and engine must fit together."""

from collections.abc import Iterator

from policypack.check import FALSE, Fact, Resource, Verdict, all_of, any_of, is_not, known, require
from policypack.rule import Context, Rejection, ResourceRule

REPLICATION_GROUP = ("aws:elasticache/replicationGroup:ReplicationGroup",)
CLUSTER = ("aws:elasticache/cluster:Cluster",)
MOST_REPLICAS = 5
TIERED = "cache.r6gd."
"""Node types whose data lies in memory and on disks."""
REDIS = ("redis", "valkey")


def check(cache: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """What one cache says of failover, replicas, encryption, node types and engine fits together."""
    if cache.type in CLUSTER:
        yield has_one_node_of_redis(cache)
        yield has_nodes_for_its_zones(cache)
        yield encrypts_memcached_alone(cache)
        yield has_a_group_without_shards(cache)
        return
    yield has_a_replica_to_fail_over_to(cache)
    yield fails_over_across_zones(cache)
    yield from has_five_replicas_at_most(cache)
    yield encrypts_its_token(cache)
    yield from tiers_data_on_its_nodes(cache)


def belongs_to_another(cache: Resource) -> Fact:
    """A member takes its topology from the group that it joins."""
    name = "globalReplicationGroupId" if cache.type in REPLICATION_GROUP else "replicationGroupId"
    return is_not(cache[name].is_empty())


def has_a_replica_to_fail_over_to(cache: Resource) -> Verdict:
    nodes = cache["numCacheClusters"]
    return require(
        any_of(nodes.at_least(2), all_of(known(nodes.is_absent), any_of(*map(known, states_shards(cache))))),
        when=all_of(cache["automaticFailoverEnabled"].is_true(), is_not(belongs_to_another(cache))),
        at=nodes,
        problem=f"automaticFailoverEnabled is true and numCacheClusters {nodes}: ElastiCache rejects failover without a"
        " replica.",
        fix="num_cache_clusters=2",
    )


def states_shards(cache: Resource) -> tuple[bool, ...]:
    """Ways to state shards, each of which may have a single node; a parameter group may turn them on, too."""
    names = ("numNodeGroups", "replicasPerNodeGroup", "nodeGroupConfigurations", "clusterMode", "parameterGroupName")
    return tuple(not cache[name].is_absent for name in (*names, "snapshotName", "snapshotArns"))


def fails_over_across_zones(cache: Resource) -> Verdict:
    failover = cache["automaticFailoverEnabled"]
    return require(
        failover.is_true(),
        when=all_of(cache["multiAzEnabled"].is_true(), is_not(belongs_to_another(cache))),
        at=failover,
        problem=f"multiAzEnabled is true and automaticFailoverEnabled {failover}: the group is refused, because several"
        " zones are there to fail over between.",
        fix="automatic_failover_enabled=True, num_cache_clusters=2",
    )


def has_five_replicas_at_most(cache: Resource) -> Iterator[Verdict]:
    for argument, most in (("replicasPerNodeGroup", MOST_REPLICAS), ("numCacheClusters", MOST_REPLICAS + 1)):
        number = cache[argument]
        yield require(
            number.at_most(most),
            when=number.is_set(),
            at=number,
            problem=f"{argument} is {number}; ElastiCache takes a primary and {MOST_REPLICAS} replicas for each shard.",
            fix="num_cache_clusters=3  # or several shards, by num_node_groups",
        )


def encrypts_its_token(cache: Resource) -> Verdict:
    encrypted = cache["transitEncryptionEnabled"]
    return require(
        encrypted.is_true(),
        when=any_of(*(is_not(cache[name].is_empty()) for name in ("authToken", "authTokenWo"))),
        at=encrypted,
        problem=f"authToken is set and transitEncryptionEnabled is {encrypted}: ElastiCache rejects a token that would"
        " travel in the clear.",
        fix="transit_encryption_enabled=True",
    )


def tiers_data_on_its_nodes(cache: Resource) -> Iterator[Verdict]:
    node, tiering = cache["nodeType"], cache["dataTieringEnabled"]
    on_disks = node.starts_with(TIERED)
    yield require(
        tiering.is_true(),
        when=on_disks,
        at=tiering,
        problem=f"nodeType is {node} and dataTieringEnabled {tiering}: ElastiCache rejects this node type without data"
        " tiering.",
        fix='data_tiering_enabled=True  # or node_type="cache.r7g.large"',
    )
    yield require(
        any_of(known(node.is_absent), on_disks),
        when=tiering.is_true(),
        at=node,
        problem=f"dataTieringEnabled is true and nodeType {node}: ElastiCache tiers data on r6gd nodes alone.",
        fix='node_type="cache.r6gd.xlarge"',
    )


def is_redis(cluster: Resource) -> Fact:
    """Redis or Valkey; the engine of a member is its group's."""
    return FALSE if cluster["engine"].is_absent else cluster["engine"].is_in(REDIS)


def has_one_node_of_redis(cluster: Resource) -> Verdict:
    nodes = cluster["numCacheNodes"]
    return require(
        nodes.at_most(1),
        when=all_of(is_redis(cluster), nodes.is_set()),
        at=nodes,
        problem=f"numCacheNodes is {nodes}; ElastiCache rejects a cluster of {cluster['engine']} with more than one"
        " node.",
        fix='aws.elasticache.ReplicationGroup("sessions", num_cache_clusters=2, ...)',
    )


def has_nodes_for_its_zones(cluster: Resource) -> Verdict:
    nodes = cluster["numCacheNodes"]
    return require(
        nodes.at_least(2),
        when=cluster["azMode"].equals("cross-az"),
        at=nodes,
        problem=f"azMode is cross-az and numCacheNodes {nodes}: ElastiCache rejects several zones for one node.",
        fix="num_cache_nodes=2",
    )


def encrypts_memcached_alone(cluster: Resource) -> Verdict:
    encrypted = cluster["transitEncryptionEnabled"]
    return require(
        is_not(encrypted.is_true()),
        when=is_redis(cluster),
        at=encrypted,
        problem=f"transitEncryptionEnabled is true for a cluster of {cluster['engine']}: ElastiCache takes it for"
        " Memcached alone, or for a replication group.",
        fix='aws.elasticache.ReplicationGroup("sessions", transit_encryption_enabled=True, ...)',
    )


def has_a_group_without_shards(cluster: Resource) -> Verdict:
    group = cluster["parameterGroupName"]
    return require(
        is_not(all_of(group.starts_with("default."), group.ends_with(".cluster.on"))),
        when=all_of(is_redis(cluster), group.is_set(), is_not(belongs_to_another(cluster))),
        at=group,
        problem=f"parameterGroupName is {group}, which turns cluster mode on: ElastiCache rejects it for a single"
        " cluster.",
        fix='aws.elasticache.ReplicationGroup("sessions", num_node_groups=2, ...)',
    )


_FAILOVER = "https://github.com/hashicorp/terraform/issues/25077"
_ZONES = "https://github.com/hashicorp/terraform-provider-aws/issues/25831"
_REPLICAS = "https://github.com/hashicorp/terraform/pull/10175"
_TOKEN = "https://github.com/aws/aws-cli/issues/5007"
_TIERING = "https://github.com/cloudposse/terraform-aws-elasticache-redis/issues/157"
_TIERED_NODES = (
    "https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/elasticache/aws.sdk.kotlin.services.elasticache.model/"
    "-replication-group/data-tiering.html"
)
_ENCRYPTION = "https://github.com/hashicorp/terraform-provider-aws/issues/49066"
_NODES = "https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1541"
_SHARDS = "https://github.com/aws/aws-cli/issues/2456"


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(
        service="ElastiCache", condition=condition, error=error, source=source, invalid=refused, valid=accepted
    )


RULE = ResourceRule(
    id="elasticache-topology-valid",
    summary="ElastiCache nodes, replicas and engine must fit together",
    rationale="""
        Failover needs a replica, several zones need failover, a token needs encryption, and a cluster of Redis or
        Valkey is a single node without any of these: for more there are replication groups. With shards one node is
        enough for failover; a parameter group, a snapshot or a global datastore may bring shards along, and where a
        program states one of these and not the number of nodes, the rule takes its word. A member of a replication
        group takes its topology from there.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*REPLICATION_GROUP, *CLUSTER),
    references=(
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html",
        _FAILOVER,
        _TOKEN,
        _TIERING,
        _ENCRYPTION,
        _SHARDS,
    ),
    rejections=(
        _rejection(
            "Automatic failover is on and there is one node",
            "InvalidParameterCombination: When using automatic failover, there must be at least 2 cache clusters in the"
            " replication group.",
            _FAILOVER,
            "failover",
            "failover-two",
        ),
        _rejection(
            "Several zones are on and automatic failover is not (refused by the provider)",
            "automatic_failover_enabled must be true if multi_az_enabled is true",
            _ZONES,
            "zones",
            "failover-two",
        ),
        _rejection(
            "A shard has more than 5 replicas",
            "The number of replicas per node group must be within 0 and 5.",
            _REPLICAS,
            "replicas",
            "five-replicas",
        ),
        _rejection(
            "A token is set and encryption in transit is not",
            "InvalidParameterValue: The AUTH token is only supported when encryption-in-transit is enabled",
            _TOKEN,
            "token",
            "token-encrypted",
        ),
        _rejection(
            "A node type of the r6gd family stands without data tiering",
            "InvalidParameterCombination: When using the cache.r6gd.2xlarge node type, you must enable data tiering.",
            _TIERING,
            "tiered",
            "tiered-enabled",
        ),
        _rejection(
            "Data tiering is on for another node type",
            "Data tiering is only supported for replication groups using the r6gd node type.",
            _TIERED_NODES,
            "not-tiered",
            "tiered-enabled",
        ),
        _rejection(
            "A cluster of Redis or Valkey is encrypted in transit",
            "InvalidParameterCombination: Encryption feature is not supported for engine REDIS.",
            _ENCRYPTION,
            "encrypted",
            "encrypted-memcached",
        ),
        _rejection(
            "A cluster of Redis or Valkey has more than one node",
            "only the value of 1 for num_cache_nodes is allowed for the redis engine",
            _NODES,
            "nodes",
            "one-node",
        ),
        _rejection(
            "A cluster with one node spans several zones",
            "with az_mode cross-az, num_cache_nodes must be greater than 1",
            _NODES,
            "one-node-two-zones",
            "encrypted-memcached",
        ),
        _rejection(
            "A cluster has a parameter group that turns cluster mode on",
            "InvalidParameterCombination: Cluster mode should be disabled in parameter group, but found it is enabled.",
            _SHARDS,
            "shards",
            "one-node",
        ),
    ),
    check=check,
)
