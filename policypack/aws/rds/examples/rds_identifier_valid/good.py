import pulumi_aws as aws


def database(name, engine="postgres", **arguments):
    aws.rds.Instance(
        name,
        engine=engine,
        instance_class="db.t4g.medium",
        username="orders",
        manage_master_user_password=True,
        allocated_storage=100,
        storage_type="gp3",
        **arguments,
    )


database("hyphen", identifier="orders-db", db_name="orders_db", final_snapshot_identifier="orders-db-final")
database("digit-inside", identifier="o1-2")
database("longest", identifier="a" * 63)
database("automatic")
database("prefix", identifier_prefix="orders-")
aws.rds.Cluster(
    "cluster",
    engine="aurora-postgresql",
    cluster_identifier="orders-cluster",
    database_name="_orders",
    master_username="orders",
    manage_master_user_password=True,
)
