import pulumi_aws as aws

orders = aws.rds.Cluster(
    "orders",
    engine="aurora-postgresql",
    engine_version="16.8",
    master_username="orders",
    manage_master_user_password=True,
)
aws.rds.ClusterInstance(
    "current", cluster_identifier=orders.id, engine="aurora-postgresql", instance_class="db.r6g.large"
)


def instance(name, engine, instance_class, **settings):
    return aws.rds.Instance(
        name,
        engine=engine,
        instance_class=instance_class,
        allocated_storage=100,
        username="orders",
        manage_master_user_password=True,
        **settings,
    )


instance("old-version", "mysql", "db.t2.medium", engine_version="5.7.44-rds.20260902")
instance("older", "postgres", "db.m4.large", engine_version="12.22")
instance("intel", "sqlserver-ex", "db.t3.small", license_model="license-included")
instance("newer-than-the-table", "postgres", "db.r19g.large")
documents = aws.docdb.Cluster("documents", engine_version="5.0.0", master_username="app", skip_final_snapshot=True)
aws.docdb.ClusterInstance("documents-0", cluster_identifier=documents.id, instance_class="db.r8g.large")
