# config: aws:region=eu-south-2

import pulumi_aws as aws

aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.m4.large",
    username="app",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)  # finds: instanceClass
aws.rds.Cluster(
    "multi-az",
    engine="mysql",
    db_cluster_instance_class="db.m5d.large",
    storage_type="io1",
    allocated_storage=100,
    iops=1000,
    master_username="app",
    manage_master_user_password=True,
)  # finds: dbClusterInstanceClass
