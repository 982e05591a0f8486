import pulumi
import pulumi_aws as aws

west = aws.Provider("west", region="us-west-2")
key = aws.kms.Key("west", opts=pulumi.ResourceOptions(provider=west))
whole = aws.rds.GlobalCluster("orders", global_cluster_identifier="orders", engine="aurora-postgresql")
primary = aws.rds.Cluster(
    "primary",
    engine="aurora-postgresql",
    global_cluster_identifier=whole.id,
    database_name="orders",
    master_username="orders",
    master_password="correct-horse-7",
    storage_encrypted=True,
)
aws.rds.Cluster(
    "secondary",
    engine="aurora-postgresql",
    global_cluster_identifier=whole.id,
    storage_encrypted=True,
    kms_key_id=key.arn,
    opts=pulumi.ResourceOptions(provider=west, depends_on=[primary]),
)
