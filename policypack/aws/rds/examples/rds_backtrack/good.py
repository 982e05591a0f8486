# config: aws:region=eu-west-1
import pulumi_aws as aws

aws.rds.Cluster(
    "orders",
    engine="aurora-mysql",
    master_username="orders",
    manage_master_user_password=True,
    skip_final_snapshot=True,
    backtrack_window=86400,
)
