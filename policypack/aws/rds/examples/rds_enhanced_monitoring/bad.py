import pulumi_aws as aws

orders = aws.rds.Cluster("orders", engine="aurora-postgresql", skip_final_snapshot=True)
aws.rds.ClusterInstance(  # finds: monitoringInterval
    "orders-1", cluster_identifier=orders.id, engine="aurora-postgresql", instance_class="db.r6g.large"
)
