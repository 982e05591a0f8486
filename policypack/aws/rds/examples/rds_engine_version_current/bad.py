"""Withdrawn, accepted once and withdrawn since, about to end, and a major version in Extended Support."""

import pulumi_aws as aws

common = dict(
    instance_class="db.t4g.medium",
    username="app",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)
aws.rds.Instance("orders", engine="postgres", engine_version="15.4", **common)  # finds: engineVersion
aws.rds.Instance(
    "ireland", engine="mysql", engine_version="8.0.35", region="eu-west-1", **common
)  # finds: engineVersion
aws.rds.Instance(
    "madrid", engine="postgres", engine_version="15.7", region="eu-south-2", **common
)  # finds: engineVersion
aws.rds.Instance("announced", engine="postgres", engine_version="15.16", **common)  # finds: engineVersion
aws.rds.Instance("extended", engine="mysql", engine_version="8.0", **common)  # finds: engineVersion
