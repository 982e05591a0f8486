import pulumi_aws as aws

aws.rds.Instance(
    "unsaid",
    engine="postgres",
    instance_class="db.t4g.medium",
    username="orders",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)  # finds: finalSnapshotIdentifier
aws.rds.Cluster(
    "cluster",
    engine="aurora-postgresql",
    master_username="orders",
    manage_master_user_password=True,
    skip_final_snapshot=False,
)  # finds: finalSnapshotIdentifier
aws.docdb.Cluster(
    "documents", master_username="owner", manage_master_user_password=True
)  # finds: finalSnapshotIdentifier
