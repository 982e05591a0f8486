import pulumi_aws as aws

aws.redshift.Cluster(  # finds: logging
    "reports",
    cluster_identifier="reports",
    node_type="ra3.large",
    master_username="reports",
    manage_master_password=True,
    skip_final_snapshot=True,
)
