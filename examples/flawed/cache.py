from __future__ import annotations

import pulumi_aws as aws

from network import Network


def session_cache(network: Network) -> aws.elasticache.ReplicationGroup:
    subnet_group = aws.elasticache.SubnetGroup("sessions", subnet_ids=[s.id for s in network.subnets])
    return aws.elasticache.ReplicationGroup(
        "sessions",
        description="Order sessions",
        engine="redis",
        engine_version="5.0.5",
        node_type="cache.t3.medium",
        num_cache_clusters=2,
        automatic_failover_enabled=True,
        at_rest_encryption_enabled=True,
        subnet_group_name=subnet_group.name,
        security_group_ids=[network.cache_group.id],
    )
