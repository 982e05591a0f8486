"""RDS's nouns, and those of DocumentDB and Neptune, which are made the same way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policypack.aws.common import engine_versions, windows
from policypack.aws.common.windows import Window
from policypack.model.facts import FALSE, Fact, any_of, unknown
from policypack.model.fixes import Blank
from policypack.model.links import Linked
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Plain, Value

INSTANCE = ("aws:rds/instance:Instance",)
CLUSTER = ("aws:rds/cluster:Cluster",)
CLUSTER_INSTANCE = ("aws:rds/clusterInstance:ClusterInstance",)
GLOBAL_CLUSTER = ("aws:rds/globalCluster:GlobalCluster",)
PARAMETER_GROUP = ("aws:rds/parameterGroup:ParameterGroup",)
OPTION_GROUP = ("aws:rds/optionGroup:OptionGroup",)
PROXY = ("aws:rds/proxy:Proxy",)
PROXY_TARGET_GROUP = ("aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",)
EVENT_SUBSCRIPTION = ("aws:rds/eventSubscription:EventSubscription",)
CLUSTER_PARAMETER_GROUP = ("aws:rds/clusterParameterGroup:ClusterParameterGroup",)
DOCUMENTDB_CLUSTER = ("aws:docdb/cluster:Cluster",)
DOCUMENTDB_CLUSTER_INSTANCE = ("aws:docdb/clusterInstance:ClusterInstance",)
DOCUMENTDB_GLOBAL_CLUSTER = ("aws:docdb/globalCluster:GlobalCluster",)
NEPTUNE_CLUSTER = ("aws:neptune/cluster:Cluster",)
NEPTUNE_CLUSTER_INSTANCE = ("aws:neptune/clusterInstance:ClusterInstance",)
NEPTUNE_GLOBAL_CLUSTER = ("aws:neptune/globalCluster:GlobalCluster",)
DOCUMENTDB_PARAMETER_GROUP = ("aws:docdb/clusterParameterGroup:ClusterParameterGroup",)
NEPTUNE_PARAMETER_GROUP = ("aws:neptune/parameterGroup:ParameterGroup",)
NEPTUNE_CLUSTER_PARAMETER_GROUP = ("aws:neptune/clusterParameterGroup:ClusterParameterGroup",)
SUBNET_GROUP = ("aws:rds/subnetGroup:SubnetGroup",)
DOCUMENTDB_SUBNET_GROUP = ("aws:docdb/subnetGroup:SubnetGroup",)
NEPTUNE_SUBNET_GROUP = ("aws:neptune/subnetGroup:SubnetGroup",)
ALL_CLUSTERS = (*CLUSTER, *DOCUMENTDB_CLUSTER, *NEPTUNE_CLUSTER)

ALL_GLOBAL_CLUSTERS = (*GLOBAL_CLUSTER, *DOCUMENTDB_GLOBAL_CLUSTER, *NEPTUNE_GLOBAL_CLUSTER)
ALL_CLUSTER_INSTANCES = (*CLUSTER_INSTANCE, *DOCUMENTDB_CLUSTER_INSTANCE, *NEPTUNE_CLUSTER_INSTANCE)
MULTI_AZ_CLUSTER_ENGINES = ("mysql", "postgres")
"""Engines of a cluster that is no Aurora cluster: three instances with storage of their own."""

_INSTANCE = {
    "engine": "postgres",
    "instanceClass": "db.t4g.medium",
    "username": "orders",
    "manageMasterUserPassword": True,
    "allocatedStorage": 100,
    "storageType": "gp3",
}
A_RANGE: Mapping[str, Plain] = {
    "minCapacity": Blank("the least ACUs, from 0.5"),
    "maxCapacity": Blank("the most ACUs, up to 256"),
}
"""The capacity of Aurora Serverless v2, for a fix: what it may cost is the reader's choice."""
_USER = {"masterUsername": "orders", "manageMasterUserPassword": True}
_MEMBER = {"clusterIdentifier": "orders", "instanceClass": "db.r6g.large"}
WITNESSES: Mapping[str, Mapping[str, Plain]] = {
    INSTANCE[0]: _INSTANCE,
    CLUSTER[0]: {"engine": "aurora-postgresql", **_USER},
    CLUSTER_INSTANCE[0]: {"engine": "aurora-postgresql", **_MEMBER},
    DOCUMENTDB_CLUSTER[0]: _USER,
    DOCUMENTDB_CLUSTER_INSTANCE[0]: _MEMBER,
    NEPTUNE_CLUSTER_INSTANCE[0]: _MEMBER,
}
"""What the witnesses of rows have besides their own arguments, by type."""

_DEFAULT_ENGINES = {
    DOCUMENTDB_CLUSTER[0]: "docdb",
    DOCUMENTDB_CLUSTER_INSTANCE[0]: "docdb",
    NEPTUNE_CLUSTER[0]: "neptune",
    NEPTUNE_CLUSTER_INSTANCE[0]: "neptune",
}
_SOURCES = {
    INSTANCE[0]: ("replicateSourceDb", "snapshotIdentifier", "restoreToPointInTime", "s3Import"),
    CLUSTER[0]: (
        "replicationSourceIdentifier",
        "globalClusterIdentifier",
        "snapshotIdentifier",
        "restoreToPointInTime",
        "s3Import",
    ),
    GLOBAL_CLUSTER[0]: ("sourceDbClusterIdentifier",),
    DOCUMENTDB_CLUSTER[0]: ("globalClusterIdentifier", "snapshotIdentifier", "restoreToPointInTime"),
    DOCUMENTDB_GLOBAL_CLUSTER[0]: ("sourceDbClusterIdentifier",),
    NEPTUNE_CLUSTER[0]: ("replicationSourceIdentifier", "globalClusterIdentifier", "snapshotIdentifier"),
    NEPTUNE_GLOBAL_CLUSTER[0]: ("sourceDbClusterIdentifier",),
}
"""The arguments that name a source of the database's data, by type."""


_PARAMETER_GROUPS = {
    INSTANCE[0]: (("parameterGroupName", PARAMETER_GROUP),),
    CLUSTER[0]: (
        ("dbClusterParameterGroupName", CLUSTER_PARAMETER_GROUP),
        ("dbInstanceParameterGroupName", PARAMETER_GROUP),
    ),
    CLUSTER_INSTANCE[0]: (("dbParameterGroupName", PARAMETER_GROUP),),
    DOCUMENTDB_CLUSTER[0]: (("dbClusterParameterGroupName", DOCUMENTDB_PARAMETER_GROUP),),
    NEPTUNE_CLUSTER[0]: (
        ("neptuneClusterParameterGroupName", NEPTUNE_CLUSTER_PARAMETER_GROUP),
        ("neptuneInstanceParameterGroupName", NEPTUNE_PARAMETER_GROUP),
    ),
    NEPTUNE_CLUSTER_INSTANCE[0]: (("neptuneParameterGroupName", NEPTUNE_PARAMETER_GROUP),),
}
"""The arguments that name a parameter group, by type, the resource's own group first."""


def engine(database: Resource) -> Value:
    """The engine in lower case, as the provider sends it; absent where a source decides it."""
    name = database["engine"].as_text().map(str.lower)
    return name.or_default(_DEFAULT_ENGINES.get(database.type))


def is_custom(database: Resource) -> Fact:
    """RDS Custom, which has the account's own engine versions and no parameter groups."""
    return engine(database).starts_with("custom-")


def is_serverless_v1(database: Resource) -> Fact:
    """Aurora Serverless v1, which has neither a backup window nor log exports."""
    return database["engineMode"].equals("serverless") if database.type in CLUSTER else FALSE


def service(database: Resource) -> str:
    """The service whose versions, classes and families apply: ``rds``, ``docdb`` or ``neptune``."""
    namespace = database.module
    return namespace if namespace in ("docdb", "neptune") else "rds"


def instance_class(database: Resource) -> Value:
    """The instance class, by the name that the resource's type gives it; only a Multi-AZ cluster has one itself."""
    return database["dbClusterInstanceClass" if database.type in CLUSTER else "instanceClass"]


def class_service(database: Resource) -> str:
    """The list that has a database's instance class: that of its service, or that of Multi-AZ clusters."""
    return "rds-cluster" if database.type in CLUSTER else service(database)


def priced_engine(engine: str) -> str:
    """The engine by the name that it is priced under: Oracle's multitenant architecture costs the same."""
    return engine.removesuffix("-cdb") if engine.startswith("oracle-") else engine


def clusters(instance: Resource, stack: Stack) -> Linked:
    """The clusters of the stack that an instance of a cluster belongs to, each with the fact that it does."""
    if instance.type not in ALL_CLUSTER_INSTANCES:
        return Linked()
    return stack.referred(instance, "clusterIdentifier", ALL_CLUSTERS, names=("clusterIdentifier",))


def engine_version(database: Resource, stack: Stack) -> Value:
    """The version that the database runs after the update; an instance of a cluster runs its cluster's."""
    cluster = next(iter(clusters(database, stack).certain()), database)
    return engine_versions.version_to_run(cluster)


def engine_in(database: Resource, stack: Stack) -> Value:
    """The engine; of an instance whose engine a preview does not know, that of its cluster."""
    own = engine(database)
    cluster = next(iter(clusters(database, stack).certain()), database) if own.is_unknown else database
    return own if cluster is database else engine(cluster)


def takes_over_version(database: Resource, version: Value, stack: Stack) -> Fact:
    """The version is that of a database which exists already, whether AWS would still make it or not.

    That holds for a replica, a restored database, a member of a global cluster and an instance of a cluster. Unknown
    where the stack does not tell the other database's version, false for a database made anew.
    """
    if database.type in ALL_CLUSTER_INSTANCES:
        member_of, holders = "clusterIdentifier", clusters(database, stack)
    else:
        member_of, holders = "globalClusterIdentifier", _global_clusters(database, stack)
    for holder in holders.certain():
        return any_of(engine_versions.runs_already(holder, version), takes_over_version(holder, version, stack))
    # What is loaded from S3 comes into a new database; a global cluster names itself.
    names = [name for name in _SOURCES.get(database.type, (member_of,)) if name != "s3Import"]
    return _undecided_by(database, names)


def keeps_version(database: Resource, stack: Stack) -> Fact:
    """The database runs the version in its program already, or gets it from the database that it is made from."""
    version = database["engineVersion"]
    return any_of(engine_versions.runs_already(database, version), takes_over_version(database, version, stack))


def _global_clusters(cluster: Resource, stack: Stack) -> Linked:
    if cluster.type not in ALL_CLUSTERS:
        return Linked()
    return stack.referred(cluster, "globalClusterIdentifier", ALL_GLOBAL_CLUSTERS, names=("globalClusterIdentifier",))


def left_to_source(database: Resource, value: Value) -> Fact:
    """The value is left out, and a source that the stack does not tell decides it: unknown then, false otherwise."""
    return _undecided_by(database, _SOURCES.get(database.type, ())) if value.is_absent else FALSE


def _undecided_by(database: Resource, names: Iterable[str]) -> Fact:
    sources = [database[name] for name in names if not database[name].is_absent]
    return unknown(*(source.reason for source in sources)) if sources else FALSE


def parameter_groups(database: Resource, stack: Stack) -> Iterator[tuple[Value, str, Linked]]:
    """Each argument that names a parameter group, with the group's type and the groups of the stack that it names; the
    database's own group comes first."""
    for argument, types in _PARAMETER_GROUPS[database.type]:
        yield database[argument], types[0], stack.referred(database, argument, types, names=("name",))


def log_exports(database: Resource) -> Value:
    """The log types that are exported to CloudWatch Logs, by the name that the resource's type gives them."""
    neptune = database.type in NEPTUNE_CLUSTER
    return database["enableCloudwatchLogsExports" if neptune else "enabledCloudwatchLogsExports"]


def is_replica(database: Resource) -> Fact:
    """A read replica, whose source makes the backups."""
    name = "replicateSourceDb" if database.type in INSTANCE else "replicationSourceIdentifier"
    return database[name].is_set()


def backup_window(database: Resource) -> Window:
    """The daily window of automated backups, by the name that the resource's type gives it."""
    value = database["backupWindow" if database.type in INSTANCE else "preferredBackupWindow"]
    return Window(
        value, windows.daily, "hh:mm-hh:mm", windows.SHORTEST_DATABASE_WINDOW, "a backup slows the database's I/O"
    )


def maintenance_window(database: Resource) -> Window:
    """The weekly window of maintenance, by the name that the resource's type gives it."""
    value = database["maintenanceWindow" if database.type in INSTANCE else "preferredMaintenanceWindow"]
    harm = "maintenance may restart the database"
    return Window(value, windows.weekly, "ddd:hh:mm-ddd:hh:mm", windows.SHORTEST_DATABASE_WINDOW, harm)


def retention(database: Resource) -> Value:
    """How many days backups are kept: where not set, 0 for an instance (the provider's default), 1 for a cluster."""
    return database["backupRetentionPeriod"].or_default(0 if database.type in INSTANCE else 1)
