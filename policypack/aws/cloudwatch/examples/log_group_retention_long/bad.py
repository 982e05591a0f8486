import pulumi_aws as aws

aws.cloudwatch.LogGroup("orders", retention_in_days=30)  # finds: retentionInDays
