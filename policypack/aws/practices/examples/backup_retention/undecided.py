import pulumi_aws as aws

aws.rds.Instance(  # undetermined: snapshotIdentifier
    "restored",
    instance_class="db.t4g.medium",
    snapshot_identifier="rds:orders-2026-11-01",
    skip_final_snapshot=True,
)
