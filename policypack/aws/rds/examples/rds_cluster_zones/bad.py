import pulumi_aws as aws

graph = aws.neptune.Cluster("graph", skip_final_snapshot=True)  # finds: instances
aws.neptune.ClusterInstance("graph-1", cluster_identifier=graph.id, engine="neptune", instance_class="db.r6g.large")
orders = aws.rds.Cluster("orders", engine="aurora-mysql", skip_final_snapshot=True)  # finds: instances
for number in range(2):
    aws.rds.ClusterInstance(
        f"orders-{number}",
        cluster_identifier=orders.id,
        engine="aurora-mysql",
        instance_class="db.r6g.large",
        availability_zone="us-east-1a",
    )
