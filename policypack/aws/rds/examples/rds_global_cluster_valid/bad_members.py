import pulumi
import pulumi_aws as aws

west = aws.Provider("west", region="us-west-2")
USER = {"master_username": "orders", "master_password": "correct-horse-7"}


def secondary(name, **settings):
    whole = aws.rds.GlobalCluster(
        f"{name}-global", global_cluster_identifier=f"{name}-global", engine="aurora-postgresql"
    )
    primary = aws.rds.Cluster(
        f"{name}-primary",
        engine="aurora-postgresql",
        global_cluster_identifier=whole.id,
        database_name="orders",
        **USER,
    )
    return aws.rds.Cluster(
        name,
        engine="aurora-postgresql",
        global_cluster_identifier=whole.id,
        opts=pulumi.ResourceOptions(provider=west, depends_on=[primary]),
        **settings,
    )


secondary("with-database-name", database_name="orders")
secondary("with-user-name", master_username="orders")
secondary("with-password", master_password="correct-horse-7")
secondary("without-key", storage_encrypted=True)

# finds with-database-name: databaseName
# finds with-user-name: masterUsername
# finds with-password: masterPassword
# finds without-key: kmsKeyId
# config: aws:region=us-east-1
