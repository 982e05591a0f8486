import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.cloudwatch.LogGroup("orders", retention_in_days=old.outputs["Days"])  # undetermined: retentionInDays
