import pulumi_aws as aws

names = aws.cloudformation.Stack("names", template_url="https://example.com/names.yaml")
aws.redshift.Cluster(  # undetermined: clusterIdentifier
    "reports",
    cluster_identifier="reports",
    node_type="ra3.large",
    master_username="reports",
    manage_master_password=True,
    skip_final_snapshot=True,
)
aws.redshift.Logging(
    "logs", cluster_identifier=names.outputs["Name"], log_destination_type="cloudwatch", log_exports=["userlog"]
)
