import pulumi_aws as aws


def database(name, engine, username):
    aws.rds.Instance(
        name,
        engine=engine,
        instance_class="db.t4g.medium",
        username=username,
        manage_master_user_password=True,
        allocated_storage=100,
        storage_type="gp3",
    )


database("postgres", "postgres", "admin")
database("own", "mysql", "rdsadmin")
database("long", "postgres", "a" * 64)
database("hyphen", "mariadb", "orders-owner")
aws.rds.Cluster(
    "aurora", engine="aurora-postgresql", master_username="Admin", manage_master_user_password=True
)  # finds: masterUsername
aws.docdb.Cluster("documents", master_username="admin", manage_master_user_password=True)  # finds: masterUsername

# finds postgres: username
# finds own: username
# finds long: username
# finds hyphen: username
