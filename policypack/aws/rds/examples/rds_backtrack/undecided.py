# config: aws:region=eu-west-1
import pulumi_aws as aws

windows = aws.cloudformation.Stack("windows", template_url="https://example.com/windows.yaml")
aws.rds.Cluster(  # undetermined: backtrackWindow
    "orders", engine="aurora-mysql", skip_final_snapshot=True, backtrack_window=windows.outputs["Seconds"]
)
