import pulumi
import pulumi_aws as aws

west = aws.Provider("west", region="us-west-2")
old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
whole = aws.rds.GlobalCluster("orders", global_cluster_identifier="orders", engine="aurora-postgresql")
primary = aws.rds.Cluster(
    "primary",
    engine="aurora-postgresql",
    global_cluster_identifier=whole.id,
    master_username="orders",
    master_password="correct-horse-7",
)
aws.rds.Cluster(
    "secondary",
    engine="aurora-postgresql",
    global_cluster_identifier=whole.id,
    database_name=old.outputs["Name"],
    opts=pulumi.ResourceOptions(provider=west, depends_on=[primary]),
)  # undetermined: databaseName
