import pulumi_aws as aws

orders = aws.rds.Cluster(
    "orders",
    engine="aurora-postgresql",
    engine_version="16.8",
    master_username="orders",
    manage_master_user_password=True,
)
aws.rds.ClusterInstance(
    "previous", cluster_identifier=orders.id, engine="aurora-postgresql", instance_class="db.r4.large"
)  # finds: instanceClass


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


instance("small", "mysql", "db.t2.micro", engine_version="8.0.43")
instance("graviton", "sqlserver-ex", "db.t4g.small", license_model="license-included")

# finds small: instanceClass
# finds graviton: instanceClass
documents = aws.docdb.Cluster("documents", engine_version="4.0.0", master_username="app", skip_final_snapshot=True)
aws.docdb.ClusterInstance(
    "documents-0", cluster_identifier=documents.id, instance_class="db.r8g.large"
)  # finds: instanceClass
