import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
common = dict(
    engine="postgres",
    instance_class="db.t4g.medium",
    username="orders",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)
aws.rds.Instance("orders", engine_version=old.outputs["Version"], **common)  # undetermined: engineVersion
aws.rds.Instance(
    "restored", engine_version="15.4", snapshot_identifier="orders-2026", **common
)  # undetermined: snapshotIdentifier
