import pulumi_aws as aws

common = dict(
    instance_class="db.m5.large",
    username="app",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)
aws.rds.Instance("unsaid", engine="postgres", **common)
aws.rds.Instance("on", engine="postgres", auto_minor_version_upgrade=True, **common)
