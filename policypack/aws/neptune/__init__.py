"""The nouns of Neptune."""

CLUSTER_ENDPOINT = ("aws:neptune/clusterEndpoint:ClusterEndpoint",)
