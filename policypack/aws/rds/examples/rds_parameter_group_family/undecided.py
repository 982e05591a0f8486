import pulumi_aws as aws

common = dict(
    engine="postgres",
    instance_class="db.t4g.medium",
    username="app",
    manage_master_user_password=True,
    allocated_storage=100,
    storage_type="gp3",
)
own = aws.rds.ParameterGroup("own", family="postgres15")
aws.rds.Instance("newest", parameter_group_name=own.name, **common)  # undetermined: engineVersion
aws.rds.Instance(
    "outside", engine_version="15", parameter_group_name="company-postgres", **common
)  # undetermined: parameterGroupName
aws.rds.Instance(
    "restored", snapshot_identifier="orders-2026", parameter_group_name=own.name, **common
)  # undetermined: snapshotIdentifier
