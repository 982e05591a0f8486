import pulumi_aws as aws

aws.neptune.Cluster("graph", skip_final_snapshot=True, backup_retention_period=7)
aws.elasticache.ReplicationGroup("sessions", description="sessions", snapshot_retention_limit=1)
aws.elasticache.Cluster("pages", engine="memcached", node_type="cache.t4g.small", num_cache_nodes=1)
