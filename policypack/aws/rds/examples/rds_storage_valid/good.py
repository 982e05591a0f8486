"""The limits themselves."""

import pulumi_aws as aws

common = dict(engine="postgres", instance_class="db.m7g.large", username="app", manage_master_user_password=True)
aws.rds.Instance("smallest", allocated_storage=20, storage_type="gp3", **common)
aws.rds.Instance("striped", allocated_storage=400, storage_type="gp3", iops=12000, storage_throughput=500, **common)
aws.rds.Instance("gp2-without", allocated_storage=500, storage_type="gp2", **common)
aws.rds.Instance("gp2-smallest", allocated_storage=5, storage_type="gp2", **common)
aws.rds.Instance("untyped", allocated_storage=10, **common)
aws.rds.Instance("io1", allocated_storage=1000, max_allocated_storage=2000, storage_type="io1", iops=1000, **common)
aws.rds.Instance("equal", allocated_storage=100, max_allocated_storage=100, storage_type="gp3", **common)
aws.rds.Instance("fixed", allocated_storage=100, max_allocated_storage=0, storage_type="gp3", iops=0, **common)
aws.rds.Instance(
    "sqlserver",
    engine="sqlserver-se",
    instance_class="db.m6i.xlarge",
    allocated_storage=100,
    storage_type="gp3",
    iops=4000,
    storage_throughput=250,
    username="app",
    license_model="license-included",
    manage_master_user_password=True,
)
aws.rds.Cluster(
    "multi-az",
    engine="mysql",
    db_cluster_instance_class="db.m6gd.large",
    storage_type="io1",
    allocated_storage=100,
    iops=1000,
    master_username="app",
    manage_master_user_password=True,
)
aws.rds.Cluster(
    "aurora",
    engine="aurora-mysql",
    storage_type="aurora-iopt1",
    master_username="app",
    manage_master_user_password=True,
)
