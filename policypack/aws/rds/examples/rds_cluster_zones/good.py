import pulumi_aws as aws

orders = aws.rds.Cluster(
    "orders",
    engine="aurora-mysql",
    master_username="orders",
    manage_master_user_password=True,
    skip_final_snapshot=True,
)
for number in range(2):
    aws.rds.ClusterInstance(
        f"orders-{number}", cluster_identifier=orders.id, engine="aurora-mysql", instance_class="db.r6g.large"
    )
aws.neptune.Cluster("without-instances", skip_final_snapshot=True)
