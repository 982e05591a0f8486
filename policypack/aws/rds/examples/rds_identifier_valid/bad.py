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


database("underscore", identifier="orders_db")
database("orders_db")
database("digit", identifier="1-orders")
database("hyphen-at-end", identifier="orders-")
database("two-hyphens", identifier="orders--db")
database("long", identifier="a" * 64)
database("snapshot", identifier="orders", final_snapshot_identifier="orders_final")
database("name", identifier="orders-2", db_name="orders-db")
aws.rds.Cluster(
    "cluster",
    engine="aurora-mysql",
    cluster_identifier="orders.db",
    database_name="2orders",
    master_username="orders",
    manage_master_user_password=True,
)  # finds: clusterIdentifier, databaseName

# finds underscore: identifier
# finds orders_db: identifier
# finds digit: identifier
# finds hyphen-at-end: identifier
# finds two-hyphens: identifier
# finds long: identifier
# finds snapshot: finalSnapshotIdentifier
# finds name: dbName
