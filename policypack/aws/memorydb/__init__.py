"""The nouns of MemoryDB."""

from __future__ import annotations

CLUSTER = ("aws:memorydb/cluster:Cluster",)
USER = ("aws:memorydb/user:User",)
