# config: aws:region=eu-south-2

import pulumi_aws as aws

aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.m7g.large",
    username="app",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)
aws.rds.Instance(
    "elsewhere",
    engine="postgres",
    instance_class="db.m6i.large",
    username="app",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
    region="us-east-1",
)
cluster = aws.rds.Cluster(
    "cluster",
    engine="aurora-postgresql",
    master_username="app",
    manage_master_user_password=True,
    serverlessv2_scaling_configuration={"min_capacity": 0.5, "max_capacity": 4},
)
aws.rds.ClusterInstance(
    "writer", cluster_identifier=cluster.id, engine="aurora-postgresql", instance_class="db.serverless"
)
documents = aws.docdb.Cluster("documents", master_username="app", manage_master_user_password=True)
aws.docdb.ClusterInstance("documents", cluster_identifier=documents.id, instance_class="db.r5.large")
