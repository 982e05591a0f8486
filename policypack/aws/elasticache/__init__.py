"""The nouns of ElastiCache: clusters, replication groups, global datastores and serverless caches."""

from __future__ import annotations

import re

from policypack.aws.common import engine_versions, windows
from policypack.aws.common.windows import Window
from policypack.model.facts import FALSE, Fact, all_of, any_fact, is_not
from policypack.model.links import Linked
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value

CLUSTER = ("aws:elasticache/cluster:Cluster",)
REPLICATION_GROUP = ("aws:elasticache/replicationGroup:ReplicationGroup",)
GLOBAL_REPLICATION_GROUP = ("aws:elasticache/globalReplicationGroup:GlobalReplicationGroup",)
SERVERLESS_CACHE = ("aws:elasticache/serverlessCache:ServerlessCache",)
PARAMETER_GROUP = ("aws:elasticache/parameterGroup:ParameterGroup",)
USER = ("aws:elasticache/user:User",)
USER_GROUP = ("aws:elasticache/userGroup:UserGroup",)
CACHES = (*CLUSTER, *REPLICATION_GROUP)
_ENGINES_WITHOUT_PATCHES = {"redis": 6, "valkey": 0}
"""Engine -> the major version from which ElastiCache accepts MAJOR.MINOR alone and chooses the patch itself."""


def engine(cache: Resource) -> Value:
    """The engine in lower case; redis is the provider's default for a replication group."""
    name = cache["engine"].as_text().map(str.lower)
    return name.or_default("redis") if cache.type in REPLICATION_GROUP else name


def version(cache: Resource) -> Value:
    """The engine version in the program; of a serverless cache the major version."""
    return cache["majorEngineVersion" if cache.type in SERVERLESS_CACHE else "engineVersion"]


def version_without_patch(engine: str, version: str) -> str | None:
    """``7.1`` for ``7.1.0`` of an engine whose patch ElastiCache chooses; None for a version without such a patch."""
    since = _ENGINES_WITHOUT_PATCHES.get(engine)
    parts = re.fullmatch(r"(\d{1,9})\.\d+\.\d+", version, re.ASCII)
    return version.rpartition(".")[0] if since is not None and parts and int(parts[1]) >= since else None


def runs_already(cache: Resource) -> Fact:
    """The cache exists and runs the version in the program."""
    output = "fullEngineVersion" if cache.type in SERVERLESS_CACHE else "engineVersionActual"
    return engine_versions.runs_already(cache, version(cache), output)


def version_to_run(cache: Resource) -> Value:
    """The engine version that a cache runs after the update."""
    return engine_versions.version_to_run(cache)


def takes_over_version(cache: Resource, stack: Stack) -> Fact:
    """The version is that of a cache which exists already: of the global datastore that the cache joins, or of the
    first member of a global datastore. Unknown where that is outside of the stack, false for a new cache."""
    if cache.type in GLOBAL_REPLICATION_GROUP:
        return _other_runs(cache, "primaryReplicationGroupId", REPLICATION_GROUP, "replicationGroupId", stack)
    if cache.type in REPLICATION_GROUP and not cache["globalReplicationGroupId"].is_absent:
        return _other_runs(
            cache, "globalReplicationGroupId", GLOBAL_REPLICATION_GROUP, "globalReplicationGroupId", stack
        )
    return FALSE


def _other_runs(cache: Resource, by: str, types: tuple[str, ...], name: str, stack: Stack) -> Fact:
    others = stack.referred(cache, by, types, names=(name,)).certain()
    if not others:
        return cache[by].undecided()
    return any_fact(engine_versions.runs_already(other, version(cache)) for other in others)


def is_member_of_group(cache: Resource) -> Fact:
    """A cluster of a replication group, which has the group's settings."""
    return cache["replicationGroupId"].is_set() if cache.type in CLUSTER else FALSE


def is_member_of_datastore(cache: Resource) -> Fact:
    """A replication group that joins a global datastore, which decides its engine, version and parameters."""
    return cache["globalReplicationGroupId"].is_set() if cache.type in REPLICATION_GROUP else FALSE


def keeps_snapshots(cache: Resource) -> Fact:
    """Snapshots are kept for a day or more; AWS's default is 0, which keeps none. Memcached has no snapshots."""
    return all_of(is_not(engine(cache).equals("memcached")), cache["snapshotRetentionLimit"].at_least(1))


def parameter_groups(cache: Resource, stack: Stack) -> Linked:
    """The parameter groups of the stack that the cache names, or may name."""
    return stack.referred(cache, "parameterGroupName", PARAMETER_GROUP, names=("name",))


def has_shards(cache: Resource) -> bool:
    """The program asks for cluster mode, or for a default parameter group that turns it on."""
    arguments = ("numNodeGroups", "replicasPerNodeGroup", "nodeGroupConfigurations", "clusterMode")
    default = cache["parameterGroupName"].ends_with(".cluster.on")
    return bool(default.truth) or any(not cache[argument].is_absent for argument in arguments)


def snapshot_window(cache: Resource) -> Window:
    """The daily window of snapshots."""
    harm = "a snapshot uses memory and slows the cache"
    return Window(cache["snapshotWindow"], windows.daily, "hh:mm-hh:mm", windows.SHORTEST_CACHE_WINDOW, harm)


def maintenance_window(cache: Resource) -> Window:
    """The weekly window of maintenance."""
    harm = "maintenance may restart the cache's nodes"
    return Window(
        cache["maintenanceWindow"], windows.weekly, "ddd:hh:mm-ddd:hh:mm", windows.SHORTEST_CACHE_WINDOW, harm
    )


def parameters_to_keep(cache: Resource, groups: Linked) -> dict[str, str]:
    """What a parameter group in the place of the cache's present one needs: its parameters, and cluster mode."""
    present = [one for group in groups.certain() for one in group["parameters"].elements()]
    values = {one["name"].say(str, ""): one["value"].say(str, "") for one in present}
    return {**values, **({"cluster-enabled": "yes"} if has_shards(cache) else {})}
