import pulumi_aws as aws

role = aws.iam.Role("monitoring", assume_role_policy="{}")
orders = aws.rds.Cluster(
    "orders",
    engine="aurora-postgresql",
    master_username="orders",
    manage_master_user_password=True,
    skip_final_snapshot=True,
    monitoring_interval=60,
    monitoring_role_arn=role.arn,
)
aws.rds.ClusterInstance(
    "orders-1", cluster_identifier=orders.id, engine="aurora-postgresql", instance_class="db.r6g.large"
)
