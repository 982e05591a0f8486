"""The nouns of Database Migration Service (DMS)."""

from __future__ import annotations

ENDPOINT = ("aws:dms/endpoint:Endpoint",)
REPLICATION_INSTANCE = ("aws:dms/replicationInstance:ReplicationInstance",)
REPLICATION_TASK = ("aws:dms/replicationTask:ReplicationTask",)
REPLICATION_CONFIG = ("aws:dms/replicationConfig:ReplicationConfig",)
SUBNET_GROUP = ("aws:dms/replicationSubnetGroup:ReplicationSubnetGroup",)
