"""A full version, a major version, and none."""

# config: aws:region=eu-south-2

import pulumi_aws as aws

aws.rds.Instance(
    "orders",
    engine="postgres",
    engine_version="15.19",
    region="us-east-1",
    instance_class="db.t4g.medium",
    username="orders",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)
aws.rds.Instance(
    "major",
    engine="postgres",
    engine_version="15",
    instance_class="db.t4g.medium",
    username="orders",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)
aws.rds.Instance(
    "default",
    engine="postgres",
    instance_class="db.t4g.medium",
    username="orders",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)
