"""The nouns of EKS."""

from __future__ import annotations

CLUSTER = ("aws:eks/cluster:Cluster",)
NODE_GROUP = ("aws:eks/nodeGroup:NodeGroup",)
FARGATE_PROFILE = ("aws:eks/fargateProfile:FargateProfile",)
ACCESS_ENTRY = ("aws:eks/accessEntry:AccessEntry",)
