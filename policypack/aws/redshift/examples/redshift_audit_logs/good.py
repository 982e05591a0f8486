import pulumi_aws as aws

reports = aws.redshift.Cluster(
    "reports",
    cluster_identifier="reports",
    node_type="ra3.large",
    master_username="reports",
    manage_master_password=True,
    skip_final_snapshot=True,
)
aws.redshift.Logging(
    "reports", cluster_identifier=reports.cluster_identifier, log_destination_type="cloudwatch", log_exports=["userlog"]
)
