# config: aws:region=eu-west-1
import pulumi_aws as aws

aws.rds.Cluster("orders", engine="aurora-mysql", skip_final_snapshot=True)  # finds: backtrackWindow
