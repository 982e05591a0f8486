"""The nouns of Managed Streaming for Apache Kafka (MSK)."""

from __future__ import annotations

CLUSTER = ("aws:msk/cluster:Cluster",)
SERVERLESS_CLUSTER = ("aws:msk/serverlessCluster:ServerlessCluster",)
SECRET_ASSOCIATION = ("aws:msk/scramSecretAssociation:ScramSecretAssociation",)
