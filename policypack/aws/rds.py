"""RDS's nouns, and those of DocumentDB and Neptune, which are made the same way."""

from __future__ import annotations

from policypack.catalog.versions import matching
from policypack.model.facts import FALSE, Fact, unknown
from policypack.model.resources import Resource
from policypack.model.values import Value, together

INSTANCE = ("aws:rds/instance:Instance",)
CLUSTER = ("aws:rds/cluster:Cluster",)
CLUSTER_INSTANCE = ("aws:rds/clusterInstance:ClusterInstance",)
GLOBAL_CLUSTER = ("aws:rds/globalCluster:GlobalCluster",)
DOCUMENTDB_CLUSTER = ("aws:docdb/cluster:Cluster",)
DOCUMENTDB_GLOBAL_CLUSTER = ("aws:docdb/globalCluster:GlobalCluster",)
NEPTUNE_CLUSTER = ("aws:neptune/cluster:Cluster",)
NEPTUNE_CLUSTER_INSTANCE = ("aws:neptune/clusterInstance:ClusterInstance",)
NEPTUNE_GLOBAL_CLUSTER = ("aws:neptune/globalCluster:GlobalCluster",)
ALL_CLUSTERS = (*CLUSTER, *DOCUMENTDB_CLUSTER, *NEPTUNE_CLUSTER)

_DEFAULT_ENGINES = {
    DOCUMENTDB_CLUSTER[0]: "docdb",
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
"""The arguments by which a database takes over another's data, by type."""


def engine(database: Resource) -> Value:
    """The engine; unknown where it is left out because a source decides it."""
    said = database["engine"].as_text()
    if said.is_absent and database.type in _DEFAULT_ENGINES:
        return said.or_default(_DEFAULT_ENGINES[database.type])
    return said


def service(database: Resource) -> str:
    """The service whose versions, classes and families apply: ``rds``, ``docdb`` or ``neptune``."""
    namespace = database.type.split(":")[1].split("/")[0]
    return namespace if namespace in ("docdb", "neptune") else "rds"


def runs_already(database: Resource) -> Fact:
    """The database exists and runs the version that the program says, which may be a prefix (``15``).

    False for a database that is still to be made; unknown for one that exists whose version is not told.
    """
    running, version = database.output("engineVersionActual").as_text(), database["engineVersion"].as_text()
    if not running.is_known:
        return running.undecided() if database.is_deployed else FALSE
    return together(lambda own, said: said is not None and bool(matching(said, (own,))), running, version)


def left_to_source(database: Resource, value: Value) -> Fact:
    """The value is left out, and a source that the stack does not tell decides it: unknown then, false otherwise."""
    if not value.is_absent:
        return FALSE
    sources = [database[name] for name in _SOURCES.get(database.type, ()) if not database[name].is_absent]
    return unknown(*(source.reason for source in sources)) if sources else FALSE


def is_replica(database: Resource) -> Fact:
    """A read replica, whose source makes the backups."""
    name = "replicateSourceDb" if database.type in INSTANCE else "replicationSourceIdentifier"
    return database[name].is_set()


def backup_window(database: Resource) -> Value:
    """The daily window of automated backups, by the name that the resource's type gives it."""
    return database["backupWindow" if database.type in INSTANCE else "preferredBackupWindow"]


def maintenance_window(database: Resource) -> Value:
    """The weekly window of maintenance, by the name that the resource's type gives it."""
    return database["maintenanceWindow" if database.type in INSTANCE else "preferredMaintenanceWindow"]


def retention(database: Resource) -> Value:
    """For how many days backups are kept; not said, 0 for an instance (the provider's default), 1 for a cluster."""
    return database["backupRetentionPeriod"].or_default(0 if database.type in INSTANCE else 1)
