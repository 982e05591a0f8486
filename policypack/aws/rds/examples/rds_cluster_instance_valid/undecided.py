import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
orders = aws.rds.Cluster(
    "orders", engine="aurora-postgresql", master_username="orders", manage_master_user_password=True
)
aws.rds.ClusterInstance(
    "reader", cluster_identifier=orders.id, engine=old.outputs["Engine"], instance_class="db.r6g.large"
)  # undetermined: engine
