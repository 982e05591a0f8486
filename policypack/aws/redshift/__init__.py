"""The nouns of Redshift."""

from __future__ import annotations

CLUSTER = ("aws:redshift/cluster:Cluster",)
LOGGING = ("aws:redshift/logging:Logging",)
SERVERLESS_NAMESPACE = ("aws:redshiftserverless/namespace:Namespace",)
SERVERLESS_WORKGROUP = ("aws:redshiftserverless/workgroup:Workgroup",)
