import pulumi_aws as aws

aws.rds.ClusterInstance(  # undetermined: clusterIdentifier
    "orders-1", cluster_identifier="orders", engine="aurora-postgresql", instance_class="db.r6g.large"
)
