import pulumi_aws as aws

common = dict(
    engine="postgres",
    instance_class="db.t4g.medium",
    username="app",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)
aws.rds.Instance("unsaid", **common)  # finds: copyTagsToSnapshot
aws.rds.Instance("off", copy_tags_to_snapshot=False, **common)  # finds: copyTagsToSnapshot
aws.rds.Cluster(
    "aurora", engine="aurora-postgresql", master_username="app", manage_master_user_password=True
)  # finds: copyTagsToSnapshot
aws.neptune.Cluster("graph")  # finds: copyTagsToSnapshot
