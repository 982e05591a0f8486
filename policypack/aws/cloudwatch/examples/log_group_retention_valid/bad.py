import pulumi_aws as aws

aws.cloudwatch.LogGroup("ten-days", retention_in_days=10)  # finds: retentionInDays
aws.cloudwatch.LogGroup("colon", name="orders:api")  # finds: name
