"""The nouns of OpenSearch Service."""

from __future__ import annotations

DOMAIN = ("aws:opensearch/domain:Domain",)
ELASTICSEARCH_DOMAIN = ("aws:elasticsearch/domain:Domain",)
"""A domain as the older API makes it, whose instance types have another suffix."""

SERVERLESS_SECURITY_POLICY = ("aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy",)
SERVERLESS_ACCESS_POLICY = ("aws:opensearch/serverlessAccessPolicy:ServerlessAccessPolicy",)
