import pulumi_aws as aws

common = dict(engine="postgres", instance_class="db.m7g.large", username="app", manage_master_user_password=True)
aws.rds.Instance("small", allocated_storage=100, storage_type="gp3", iops=3000, **common)  # finds: iops
aws.rds.Instance(
    "few", allocated_storage=400, storage_type="gp3", iops=6000, storage_throughput=250, **common
)  # finds: iops, storageThroughput
aws.rds.Instance("tiny", allocated_storage=10, storage_type="gp3", **common)  # finds: allocatedStorage
aws.rds.Instance("gp2", allocated_storage=500, storage_type="gp2", iops=4000, **common)  # finds: iops
aws.rds.Instance("io1-without", allocated_storage=500, storage_type="io1", **common)  # finds: iops
aws.rds.Instance("io1-ratio", allocated_storage=100, storage_type="io1", iops=6000, **common)  # finds: iops
aws.rds.Instance(
    "io1-growing", allocated_storage=1000, max_allocated_storage=5000, storage_type="io1", iops=1500, **common
)  # finds: maxAllocatedStorage
aws.rds.Instance(
    "io1-throughput", allocated_storage=500, storage_type="io1", iops=3000, storage_throughput=500, **common
)  # finds: storageThroughput
aws.rds.Instance(
    "shrinking", allocated_storage=100, max_allocated_storage=50, storage_type="gp3", **common
)  # finds: maxAllocatedStorage
aws.rds.Cluster(
    "multi-az",
    engine="mysql",
    db_cluster_instance_class="db.m6gd.large",
    storage_type="gp2",
    master_username="app",
    manage_master_user_password=True,
)  # finds: storageType, allocatedStorage
aws.rds.Cluster(
    "aurora", engine="aurora-mysql", storage_type="gp3", master_username="app", manage_master_user_password=True
)  # finds: storageType
