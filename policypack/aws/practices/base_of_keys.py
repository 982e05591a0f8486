"""The bases of what a key protects and what has a description: flows, queries, volumes, secrets."""

from __future__ import annotations

from collections.abc import Mapping

from policypack.constraint import Inputs

PROTECTED: Mapping[str, Inputs] = {
    "aws:appflow/connectorProfile:ConnectorProfile": {
        "name": "orders",
        "connectorType": "Slack",
        "connectionMode": "Public",
        "connectorProfileConfig": {
            "connectorProfileCredentials": {"slack": {"clientId": "orders", "clientSecret": "correct-horse-battery"}},
            "connectorProfileProperties": {"slack": {"instanceUrl": "https://acme.example.com"}},
        },
    },
    "aws:appflow/flow:Flow": {
        "name": "orders",
        "sourceFlowConfig": {
            "connectorType": "S3",
            "sourceConnectorProperties": {"s3": {"bucketName": "acme-source", "bucketPrefix": "orders"}},
        },
        "destinationFlowConfigs": [
            {"connectorType": "S3", "destinationConnectorProperties": {"s3": {"bucketName": "acme-target"}}}
        ],
        "tasks": [
            {
                "taskType": "Map",
                "sourceFields": ["id"],
                "destinationField": "id",
                "connectorOperators": [{"s3": "NO_OP"}],
            }
        ],
        "triggerConfig": {"triggerType": "OnDemand"},
    },
    "aws:athena/database:Database": {"name": "orders", "bucket": "acme-results"},
    "aws:athena/namedQuery:NamedQuery": {"name": "orders", "database": "orders", "query": "SELECT 1"},
    "aws:athena/workgroup:Workgroup": {"name": "orders"},
    "aws:ebs/volume:Volume": {"availabilityZone": "us-east-1a", "size": 20, "type": "gp3"},
    "aws:secretsmanager/secret:Secret": {"name": "orders"},
}
