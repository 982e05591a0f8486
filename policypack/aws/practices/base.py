"""The least that the provider and AWS take of a type: what the examples of practices have besides their own."""

from __future__ import annotations

from collections.abc import Mapping

from policypack.constraint import Inputs

_ROLE = "arn:aws:iam::123456789012:role/service"
BASES: Mapping[str, Inputs] = {
    "aws:dax/cluster:Cluster": {
        "clusterName": "orders",
        "iamRoleArn": _ROLE,
        "nodeType": "dax.r5.large",
        "replicationFactor": 3,
    },
    "aws:docdb/cluster:Cluster": {
        "masterUsername": "docs",
        "manageMasterUserPassword": True,
        "skipFinalSnapshot": True,
    },
    "aws:elasticache/replicationGroup:ReplicationGroup": {"description": "orders", "nodeType": "cache.t4g.small"},
    "aws:neptune/cluster:Cluster": {"skipFinalSnapshot": True},
    "aws:rds/cluster:Cluster": {
        "engine": "aurora-postgresql",
        "masterUsername": "orders",
        "manageMasterUserPassword": True,
        "skipFinalSnapshot": True,
    },
    "aws:rds/instance:Instance": {
        "engine": "postgres",
        "instanceClass": "db.t4g.medium",
        "allocatedStorage": 20,
        "username": "orders",
        "manageMasterUserPassword": True,
        "skipFinalSnapshot": True,
    },
    "aws:redshift/cluster:Cluster": {
        "clusterIdentifier": "orders",
        "nodeType": "ra3.large",
        "masterUsername": "orders",
        "manageMasterPassword": True,
        "skipFinalSnapshot": True,
    },
}
