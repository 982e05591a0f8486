"""A major version, a version that AWS goes on supporting, and none."""

import pulumi_aws as aws

common = dict(
    instance_class="db.t4g.medium",
    username="app",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)
aws.rds.Instance("major", engine="postgres", engine_version="15", **common)
aws.rds.Instance("madrid", engine="postgres", engine_version="15.19", region="eu-south-2", **common)
aws.rds.Instance("default", engine="mariadb", **common)
