import pulumi_aws as aws


def database(name, engine, username):
    aws.rds.Instance(
        name,
        engine=engine,
        instance_class="db.t3.medium",
        username=username,
        manage_master_user_password=True,
        allocated_storage=100,
        storage_type="gp3",
    )


database("usual", "postgres", "postgres")
database("mysql", "mysql", "admin")
database("admin-2", "postgres", "admin_")
database("longest", "postgres", "a" * 63)
database("underscore", "mariadb", "orders_owner")
database("sqlserver", "sqlserver-ex", "orders-owner")
aws.rds.Cluster("aurora", engine="aurora-mysql", master_username="admin", manage_master_user_password=True)
aws.docdb.Cluster("documents-owner", master_username="owner", manage_master_user_password=True)
