"""elasticache-topology-valid: ElastiCache nodes, replicas and engine must fit together."""

import re
from dataclasses import replace

from policypack.aws.elasticache import CLUSTER, REPLICATION_GROUP
from policypack.constraint import Constraint, Inputs, argument, fits, form, of_text, within
from policypack.fix import Blank, Remove, Set, fix, note
from policypack.model.conditions import any_condition
from policypack.model.values import Plain
from policypack.rule import constraints_rule

FAILOVER = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html"
REPLICAS = "https://github.com/hashicorp/terraform/pull/10175"
TOO_MANY_REPLICAS = "The number of replicas per node group must be within 0 and 5."
TIERED_NODES = (
    "https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/elasticache/aws.sdk.kotlin.services.elasticache.model/"
    "-replication-group/data-tiering.html"
)
NODES = "https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1541"
GROUP_API = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html"
CLUSTER_API = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html"
KEY = "arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
LOWEST_PORT, HIGHEST_PORT, RESERVED_PORT = 1150, 65535, 8005
TOKEN = {"authToken": "4f1d9c0a7be24c8c9d25"}

failover, zones = argument("automaticFailoverEnabled"), argument("multiAzEnabled")
clusters, replicas = argument("numCacheClusters"), argument("replicasPerNodeGroup")
node_type, tiering = argument("nodeType"), argument("dataTieringEnabled")
encrypted = argument("transitEncryptionEnabled")
engine, nodes, az_mode, parameters = map(argument, ("engine", "numCacheNodes", "azMode", "parameterGroupName"))

independent = argument("globalReplicationGroupId").is_empty().unsaid()
"""A member of a global datastore has the topology of the datastore."""
may_have_shards = any_condition(
    argument(name).is_set()
    for name in (
        "numNodeGroups",
        "replicasPerNodeGroup",
        "nodeGroupConfigurations",
        "clusterMode",
        "parameterGroupName",
        "snapshotName",
        "snapshotArns",
    )
)
"""A shard may have a single node. A parameter group or a snapshot may bring shards."""
has_replica = replace(
    (clusters.at_least(2) | (~clusters.is_set() & may_have_shards)).called(
        "numCacheClusters is at least 2 or the group has shards",
        "numCacheClusters must be at least 2, or the group must have shards",
        fails="numCacheClusters is not at least 2 and the group has no shards",
    ),
    reads=("numCacheClusters",),
)
is_tiered = node_type.starts_with("cache.r6gd.")
is_redis = engine.one_of("redis", "valkey")
turns_cluster_mode_on = parameters.starts_with("default.") & parameters.ends_with(".cluster.on")

OF_A_GROUP = (
    Constraint(
        demand=has_replica,
        when=failover.is_true() & independent,
        error="InvalidParameterCombination: When using automatic failover, there must be at least 2 cache clusters in"
        " the replication group.",
        source="https://github.com/hashicorp/terraform/issues/25077",
        fix=fix(Set("numCacheClusters", 2)),
        invalid=({"automaticFailoverEnabled": True, "numCacheClusters": 1}, {"automaticFailoverEnabled": True}),
        valid=(
            {"automaticFailoverEnabled": True, "numCacheClusters": 2},
            {"automaticFailoverEnabled": True, "numNodeGroups": 2, "replicasPerNodeGroup": 0},
            {"automaticFailoverEnabled": True, "clusterMode": "enabled"},
        ),
    ),
    Constraint(
        demand=failover.is_true(),
        when=zones.is_true() & independent,
        error="automatic_failover_enabled must be true if multi_az_enabled is true (from the provider)",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/25831",
        fix=fix(Set("automaticFailoverEnabled", True), otherwise=Remove("multiAzEnabled")),
        invalid={"multiAzEnabled": True, "numCacheClusters": 2},
        valid={"multiAzEnabled": True, "automaticFailoverEnabled": True, "numCacheClusters": 2},
    ),
    Constraint(
        demand=replicas.at_most(5),
        when=replicas.is_set().unsaid(),
        error=TOO_MANY_REPLICAS,
        source=REPLICAS,
        fix=fix(Set("replicasPerNodeGroup", 5), note="more shards (numNodeGroups) hold more data"),
        invalid={"numNodeGroups": 1, "replicasPerNodeGroup": 6},
        valid={"numNodeGroups": 1, "replicasPerNodeGroup": 5},
    ),
    Constraint(
        demand=clusters.at_most(6),
        when=clusters.is_set().unsaid(),
        error=TOO_MANY_REPLICAS,
        source=REPLICAS,
        fix=fix(Set("numCacheClusters", 6), note="a primary and 5 replicas"),
        invalid={"numCacheClusters": 7},
        valid={"numCacheClusters": 6},
    ),
    Constraint(
        demand=encrypted.is_true(),
        when=argument("authToken").is_given() | argument("authTokenWo").is_given(),
        error="InvalidParameterValue: The AUTH token is only supported when encryption-in-transit is enabled",
        source="https://github.com/aws/aws-cli/issues/5007",
        fix=fix(Set("transitEncryptionEnabled", True)),
        invalid={"numCacheClusters": 2, **TOKEN},
        valid={"numCacheClusters": 2, **TOKEN, "transitEncryptionEnabled": True},
    ),
    Constraint(
        demand=tiering.is_true(),
        when=is_tiered,
        error="InvalidParameterCombination: When using the cache.r6gd.2xlarge node type, you must enable data tiering.",
        source="https://github.com/cloudposse/terraform-aws-elasticache-redis/issues/157",
        fix=fix(
            Set("dataTieringEnabled", True),
            otherwise=Set("nodeType", Blank("a node type without data tiering, such as cache.r7g.large")),
        ),
        invalid={"nodeType": "cache.r6gd.xlarge", "numCacheClusters": 2},
        valid={"nodeType": "cache.r6gd.xlarge", "numCacheClusters": 2, "dataTieringEnabled": True},
    ),
    Constraint(
        demand=~node_type.is_set().unsaid() | is_tiered,
        when=tiering.is_true(),
        error="Data tiering is only supported for replication groups using the r6gd node type.",
        source=TIERED_NODES,
        fix=fix(
            Set("nodeType", Blank("a node type with data tiering, cache.r6gd.xlarge or larger")),
            otherwise=Remove("dataTieringEnabled"),
        ),
        invalid={"nodeType": "cache.r7g.large", "numCacheClusters": 2, "dataTieringEnabled": True},
        valid={"nodeType": "cache.r7g.large", "numCacheClusters": 2, "dataTieringEnabled": False},
    ),
)
PORTS = Constraint(
    demand=argument("port").is_number(
        "1150 to 65535, without 8005", lambda number: LOWEST_PORT <= number <= HIGHEST_PORT and number != RESERVED_PORT
    ),
    when=argument("port").is_set().unsaid(),
    error="InvalidParameterValue: Invalid endpoint port: 80. Valid range is 1150-8004,8006-65535",
    source=GROUP_API,
    fix=fix(Set("port", 6379)),
    invalid=({"port": 80}, {"port": RESERVED_PORT}),
    valid={"port": 6379},
)
SHARDS_AND_SECURITY = (
    Constraint(
        demand=failover.is_true(),
        when=(argument("numNodeGroups").at_least(2) | argument("clusterMode").equals("enabled")) & independent,
        error="InvalidParameterValue: Redis with cluster mode enabled cannot be created with auto failover turned off.",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/2730",
        fix=fix(Set("automaticFailoverEnabled", True)),
        invalid={"numNodeGroups": 2, "replicasPerNodeGroup": 1},
        valid={"numNodeGroups": 2, "replicasPerNodeGroup": 1, "automaticFailoverEnabled": True},
    ),
    Constraint(
        demand=encrypted.is_true(),
        when=argument("userGroupIds").is_given() & independent,
        error="InvalidParameterCombination: User group based access control requires encryption-in-transit to be"
        " enabled on the replication group.",
        source=GROUP_API,
        fix=fix(Set("transitEncryptionEnabled", True)),
        invalid={"numCacheClusters": 2, "userGroupIds": "orders"},
        valid={"numCacheClusters": 2, "userGroupIds": "orders", "transitEncryptionEnabled": True},
    ),
    Constraint(
        demand=argument("atRestEncryptionEnabled").is_true(),
        when=argument("kmsKeyId").is_given() & independent & ~engine.equals("valkey").unsaid(),
        error="InvalidParameterCombination: Please enable encryption at rest to use Customer Managed CMK",
        source=GROUP_API,
        fix=fix(Set("atRestEncryptionEnabled", True)),
        invalid={"numCacheClusters": 2, "kmsKeyId": KEY},
        valid={"numCacheClusters": 2, "kmsKeyId": KEY, "atRestEncryptionEnabled": True},
    ),
)
OF_A_MEMBER = tuple(
    Constraint(
        demand=argument(name).is_empty(),
        when=argument("globalReplicationGroupId").is_present(),
        error="InvalidParameterCombination: Cannot use the given parameters when creating new replication group in an"
        " existing global replication group.",
        source="https://github.com/umotif-public/terraform-aws-elasticache-redis/issues/31",
        fix=fix(Remove(name), note="the group has that of its global datastore"),
        invalid={"nodeType": None, "globalReplicationGroupId": "ldgnf-sessions", name: value},
        valid={"nodeType": None, "globalReplicationGroupId": "ldgnf-sessions"},
    )
    for name, value in (
        ("nodeType", "cache.r7g.large"),
        ("engineVersion", "7.1"),
        ("parameterGroupName", "default.redis7"),
        ("numNodeGroups", 1),
        ("snapshotName", "sessions"),
        ("snapshotArns", ["arn:aws:s3:::snapshots/sessions.rdb"]),
    )
)
OF_A_REPLICA = tuple(
    Constraint(
        demand=argument(name).is_empty(),
        when=argument("replicationGroupId").is_present(),
        error="InvalidParameterCombination: Cannot specify additional cache cluster parameters when creating a replica"
        " cluster",
        source="https://github.com/boto/boto/issues/2180",
        fix=fix(Remove(name), note="the cluster has that of its replication group"),
        invalid={"nodeType": None, "replicationGroupId": "sessions", name: value},
        valid={"nodeType": None, "replicationGroupId": "sessions"},
    )
    for name, value in (
        ("nodeType", "cache.t4g.small"),
        ("engineVersion", "7.1"),
        ("parameterGroupName", "default.redis7"),
        ("numCacheNodes", 1),
        ("subnetGroupName", "private"),
        ("securityGroupIds", ["sg-0123456789abcdef0"]),
        ("snapshotName", "sessions"),
    )
)
OF_A_CLUSTER = (
    Constraint(
        demand=~engine.equals("valkey"),
        when=argument("replicationGroupId").is_empty().unsaid(),
        error="InvalidParameterValue: This API doesn't support Valkey engine. Please use CreateReplicationGroup API for"
        " Valkey cluster creation.",
        source="https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html",
        fix=fix(Set("engine", "redis"), note="or a replication group with numCacheClusters 1, which Valkey needs"),
        invalid={"engine": "valkey", "numCacheNodes": 1},
        valid={"engine": "redis", "numCacheNodes": 1},
    ),
    Constraint(
        demand=nodes.at_most(1),
        when=is_redis & nodes.is_set().unsaid(),
        error="only the value of 1 for num_cache_nodes is allowed for the redis engine",
        source=NODES,
        fix=fix(Set("numCacheNodes", 1), note="for more nodes, use a replication group instead of a cluster"),
        invalid={"engine": "redis", "numCacheNodes": 2},
        valid={"engine": "redis", "numCacheNodes": 1},
    ),
    Constraint(
        demand=nodes.at_least(2),
        when=az_mode.equals("cross-az"),
        error="with az_mode cross-az, num_cache_nodes must be greater than 1",
        source=NODES,
        fix=fix(Set("numCacheNodes", 2), otherwise=Remove("azMode")),
        invalid={"engine": "memcached", "azMode": "cross-az", "numCacheNodes": 1},
        valid={"engine": "memcached", "azMode": "cross-az", "numCacheNodes": 2},
    ),
    Constraint(
        demand=~encrypted.is_true(),
        when=is_redis,
        error="InvalidParameterCombination: Encryption feature is not supported for engine REDIS.",
        source="https://github.com/hashicorp/terraform-provider-aws/issues/49066",
        fix=fix(
            Remove("transitEncryptionEnabled"),
            note="for encryption in transit, use a replication group instead of a cluster",
        ),
        invalid={"engine": "redis", "numCacheNodes": 1, "transitEncryptionEnabled": True},
        valid={"engine": "memcached", "numCacheNodes": 1, "transitEncryptionEnabled": True},
    ),
    Constraint(
        demand=~turns_cluster_mode_on.called(
            "parameterGroupName is a default group with cluster mode",
            "parameterGroupName must be a default group with cluster mode",
            ban="parameterGroupName must not be a group with cluster mode",
        ),
        when=is_redis & parameters.is_set().unsaid() & argument("replicationGroupId").is_empty().unsaid(),
        error="InvalidParameterCombination: Cluster mode should be disabled in parameter group, but found it is"
        " enabled.",
        source="https://github.com/aws/aws-cli/issues/2456",
        fix=fix(Remove("parameterGroupName"), note="for cluster mode, use a replication group instead of a cluster"),
        invalid={"engine": "redis", "numCacheNodes": 1, "parameterGroupName": "default.redis7.cluster.on"},
        valid={"engine": "redis", "numCacheNodes": 1, "parameterGroupName": "default.redis7"},
    ),
)
NAMES = tuple(
    form(
        name,
        rf"(?=.{{1,{most}}}$)[a-zA-Z](?:-?[a-zA-Z0-9])*",
        f"up to {most} letters, digits and single hyphens, with a letter first and no hyphen at the end",
        invalid=("orders--cache", "1-orders", "orders-", "orders_cache", "a" * (most + 1)),
        valid=("orders-cache-1", "a" * most),
        correct=of_text(lambda text: re.sub("-+", "-", re.sub("[^A-Za-z0-9]+", "-", text)).strip("-")),
        error="InvalidParameterValue: Replication Group ID specified is not a valid identifier. Identifiers must begin"
        " with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or"
        " contain two consecutive hyphens.",
        source=source,
    )
    for name, most, source in (("replicationGroupId", 40, GROUP_API), ("clusterId", 50, CLUSTER_API))
)
RETENTION = within(
    "snapshotRetentionLimit",
    0,
    35,
    error="InvalidParameterValue: Invalid snapshot retention limit: 36. Retention limit must be between 0 and 35.",
    source=GROUP_API,
)
OF_MEMCACHED = tuple(
    Constraint(
        demand=~own.at_least(1).called(f"{own.path} is set", f"{own.path} must be set")
        if own.path == "snapshotRetentionLimit"
        else own.is_empty(),
        when=engine.equals("memcached"),
        error=f"{own.path[0].upper()}{own.path[1:]}: This parameter is only valid if the Engine parameter is redis.",
        source=CLUSTER_API,
        fix=fix(Remove(own.path)),
        invalid={"engine": "memcached", "numCacheNodes": 1, own.path: value},
        valid={"engine": "redis", "numCacheNodes": 1, own.path: value},
    )
    for own, value in (
        (argument("snapshotRetentionLimit"), 3),
        (argument("snapshotArns"), "arn:aws:s3:::snapshots/sessions.rdb"),
        (argument("snapshotName"), "sessions"),
    )
)

TIME = r"(?:[01]\d|2[0-3]):[0-5]\d"
DAY = "(?i:mon|tue|wed|thu|fri|sat|sun)"
WINDOWS = (
    form(
        "maintenanceWindow",
        f"{DAY}:{TIME}-{DAY}:{TIME}",
        "ddd:hh24:mi-ddd:hh24:mi, such as sun:23:00-mon:01:30",
        invalid=("sunday:23:00-monday:01:30", "23:00-01:30", "sun:24:00-mon:01:30"),
        valid=("sun:23:00-mon:01:30", "Sun:05:00-Sun:06:00"),
        error="PreferredMaintenanceWindow must be ddd:hh24:mi-ddd:hh24:mi and span at least 60 minutes",
        source="https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/elasticache/"
        "pf-elasticache-maintenance-window/meta.yaml",
    ),
    form(
        "snapshotWindow",
        f"{TIME}-{TIME}",
        "hh24:mi-hh24:mi, such as 05:00-09:00",
        invalid=("5:00-9:00", "sun:05:00-sun:09:00"),
        valid="05:00-09:00",
        error="SnapshotWindow must be hh24:mi-hh24:mi and must not overlap the maintenance window",
        source="https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/elasticache/"
        "pf-elasticache-snapshot-window/meta.yaml",
    ),
)


def zones_error(zones: Plain, number: Plain) -> str | None:
    """There is a zone for each node."""
    if not isinstance(zones, list) or not zones or not isinstance(number, int | float) or len(zones) == number:
        return None
    return f"it has {len(zones)} zones for {number:g} nodes"


def a_zone_each(zones: str, number: str, source: str, beside: Inputs) -> Constraint:
    """The list of zones has one for each node; a zone may come twice."""
    return Constraint(
        demand=fits(
            argument(zones),
            f"a list with a zone for each of {number}",
            zones_error,
            argument(zones).of,
            argument(number).of,
        ),
        when=argument(zones).is_given().unsaid(),
        error=f"The number of Availability Zones listed must equal the value of N{number[1:]}.",
        source=source,
        fix=note(f"a zone in {zones} for each of {number}; a zone may come twice"),
        condition=f"{zones} has another number of zones than {number}",
        invalid={**beside, number: 2, zones: ["us-east-1a"]},
        valid={**beside, number: 2, zones: ["us-east-1a", "us-east-1b"]},
    )


RULE = constraints_rule(
    id="elasticache-topology-valid",
    service="ElastiCache",
    summary="ElastiCache nodes, replicas and engine must fit together",
    rationale="""
        Automatic failover needs a replica, several zones need automatic failover, and an AUTH token needs encryption in
        transit. A cluster of Redis or Valkey is a single node without any of these; replication groups have them. With
        shards one node is enough for failover: a parameter group, a snapshot or a global datastore may bring shards, so
        a group with one of these and without numCacheClusters passes. A member of a replication group has the topology
        of its group. Memcached has no snapshots. Where zones are listed, there is one for each node.
    """,
    since="0.1.0",
    references=(FAILOVER,),
    constraints={
        REPLICATION_GROUP: (
            *OF_A_GROUP,
            *SHARDS_AND_SECURITY,
            *OF_A_MEMBER,
            NAMES[0],
            a_zone_each("preferredCacheClusterAzs", "numCacheClusters", GROUP_API, {}),
        ),
        CLUSTER: (
            *OF_A_CLUSTER,
            *OF_A_REPLICA,
            *OF_MEMCACHED,
            NAMES[1],
            a_zone_each("preferredAvailabilityZones", "numCacheNodes", CLUSTER_API, {"engine": "memcached"}),
        ),
        (*REPLICATION_GROUP, *CLUSTER): (PORTS, RETENTION, *WINDOWS),
    },
    base={
        REPLICATION_GROUP[0]: {"description": "Sessions", "nodeType": "cache.r7g.large"},
        CLUSTER[0]: {"nodeType": "cache.t4g.small"},
    },
)
