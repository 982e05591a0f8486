import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.docdb.Cluster(
    "documents",
    master_username="owner",
    manage_master_user_password=True,
    final_snapshot_identifier=old.outputs["Snapshot"],
)  # undetermined: finalSnapshotIdentifier
